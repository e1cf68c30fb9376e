import type { Update } from 'telegraf/types'
import { z } from 'zod'
import { ASKED_UPDATES, type AskedUpdate } from '@/domain/bot/updates'

const id = z.number().int().refine(Number.isSafeInteger)
const userId = id.positive()
const messageId = id.positive()
const user = z.looseObject({
  id: userId,
  is_bot: z.boolean().catch(false),
  first_name: z.string().catch(''),
  last_name: z.string().optional().catch(undefined),
})
const chat = z.looseObject({ id, type: z.string() })
const file = z.looseObject({ file_id: z.string() })

const message = z
  .looseObject({
    message_id: messageId,
    chat,
    from: user.optional(),
    text: z.string().optional().catch(undefined),
    caption: z.string().optional().catch(undefined),
    photo: z.array(file).min(1).optional().catch(undefined),
    document: z
      .looseObject({ ...file.shape, mime_type: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    contact: z.looseObject({ phone_number: z.string() }).optional().catch(undefined),
  })
  // In a private chat only its own person writes: anything else is not from Telegram, and may disturb nobody's chat.
  .refine(({ chat, from }) => chat.type !== 'private' || from?.id === chat.id)

const tap = z.looseObject({
  id: z.string(),
  from: user,
  data: z.string().optional().catch(undefined),
  message: z.looseObject({ message_id: messageId, chat }).optional(),
})

const standing = z.looseObject({ status: z.string(), user, is_member: z.boolean().optional().catch(undefined) })
const membership = z.looseObject({ chat, new_chat_member: standing })

const KINDS = {
  message,
  edited_message: message,
  callback_query: tap,
  chat_member: membership,
  my_chat_member: membership,
} as const satisfies Record<AskedUpdate, z.ZodType>

/** An update that says not what its kind has to say: it can't be answered, however often it is tried. */
export class Unreadable extends Error {
  constructor(kind: string) {
    super(`A ${kind} that can’t be read`)
    this.name = 'Unreadable'
  }
}

/**
 * The update as the bot may rely on it: what has to be there is, what may be there is of its type or left out. null: it
 * is nothing the bot has asked for. Throws what is Unreadable.
 */
export const readUpdate = (body: unknown, seq: number): Update | null => {
  for (const kind of ASKED_UPDATES) {
    if (typeof body !== 'object' || body === null || !(kind in body)) continue
    const read = KINDS[kind].safeParse((body as Record<string, unknown>)[kind])
    if (!read.success) throw new Unreadable(kind)
    // Known by our own number from here on: Telegram's begins anew after a quiet week.
    return { update_id: seq, [kind]: withoutGaps(read.data) } as unknown as Update
  }
  return null
}

/** A field that was left out is not there, instead of there without a value. */
const withoutGaps = (part: object): object =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
