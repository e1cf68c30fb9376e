import { isId } from '@/domain/shapes/parse'

/** What a button does: a verb, the id it applies to, and one short argument. */
export type Action = { verb: Verb; id?: string | undefined; arg?: string | undefined }

const VERBS = [
  'home',
  'find',
  'new',
  'ownBookings',
  'duty',
  'help',
  'visitor',
  'tab',
  'service',
  'place',
  'places',
  'month',
  'date',
  'slot',
  'more',
  'comment',
  'drop',
  'confirm',
  'back',
  'none',
  'skip',
  'photo',
  'create',
  'another',
  'same',
  'booking',
  'cancel',
  'cancelSure',
  'occurrence',
  'page',
  'participant',
  'mark',
  'undo',
  'name',
  'phone',
  'dates',
  'change',
  'cart',
  'clear',
  'seek',
  'filter',
  'rest',
  'restSure',
  'year',
  'refuse',
  'keepPhoto',
] as const
export type Verb = (typeof VERBS)[number]

/**
 * Telegram allows 64 bytes: 22 for a UUID, two for the verb, the rest for the argument and the mark of the
 * conversation.
 */
export const encode = (nonce: string, { verb, id, arg }: Action): string => {
  const data = [nonce, VERBS.indexOf(verb).toString(36), id === undefined ? '' : pack(id), arg ?? ''].join('.')
  if (Buffer.byteLength(data) > 64) throw new Error(`A button of ${verb} is longer than Telegram takes`)
  return data
}

/** null: these are not callback data of ours. */
export const decode = (data: string): { nonce: string; action: Action } | null => {
  const [nonce, code, packed, ...rest] = data.split('.')
  const verb = VERBS[Number.parseInt(code ?? '', 36)]
  if (!nonce || !verb || packed === undefined) return null
  const id = packed === '' ? undefined : unpack(packed)
  if (id === null) return null
  const arg = rest.join('.')
  return { nonce, action: { verb, id, arg: arg === '' ? undefined : arg } }
}

/** A number out of callback data, which come from clients and may hold anything. */
export const pageOf = (arg: string | undefined): number => {
  const page = Number(arg)
  return Number.isSafeInteger(page) && page > 0 && page < 10_000 ? page : 0
}

const pack = (id: string): string => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')

const unpack = (packed: string): string | null => {
  const hex = Buffer.from(packed, 'base64url').toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return isId(id) ? id : null
}
