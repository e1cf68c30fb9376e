import type { Payload } from 'payload'
import { migrateUnderLock, type LockHolder } from '@/db/migrate'
import { grantTo } from '@/db/rights'
import { ownerOf } from './database'
import { loadPayload, loadPayloadAsOwner } from './payload'

/**
 * Applies the missing migrations, on the connection of the owner that holds the lock, and returns their names. The role
 * in `url`, if it is another one, then gets its rights, also to new tables.
 */
export const migrateAsOwner = async (client: LockHolder, url: string): Promise<string[]> => {
  const ownerUrl = ownerOf(url)
  if (ownerUrl === url) return migrateUnderLock(client, { payload: loadPayload })
  let owner: { payload: Payload; close: () => Promise<void> } | undefined
  try {
    const payload = async (): Promise<Payload> => (owner ??= await loadPayloadAsOwner(ownerUrl)).payload
    const migrated = await migrateUnderLock(client, { payload })
    await grantTo(client, new URL(url).username)
    return migrated
  } finally {
    await owner?.close()
  }
}
