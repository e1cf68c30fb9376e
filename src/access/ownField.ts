import type { Config, Integration, Media, User } from '@/payload-types'

/** What Payload keeps for itself: rows, files, passwords. */
type Bookkeeping =
  | keyof Pick<Integration, 'id' | 'createdAt' | 'updatedAt' | 'collection'>
  | Exclude<keyof Media, 'id' | 'createdAt' | 'updatedAt'>
  | keyof Pick<User, 'sessions' | 'salt' | 'hash' | 'password'>
  | Extract<keyof User, `resetPassword${string}`>

/** The fields that our collections define. */
export type OwnField<Slug extends keyof Config['collections']> = Exclude<keyof Config['collections'][Slug], Bookkeeping>
