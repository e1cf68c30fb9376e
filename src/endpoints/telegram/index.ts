import { z } from 'zod'
import { Refusal } from '@/domain/errors'
import { parse } from '@/domain/shapes/parse'
import { readBody } from '@/endpoints/http/body'
import { route } from '@/endpoints/http/route'
import { heardByWebhook } from '@/operations/bot/watch'
import { storeUpdates } from '@/operations/updates/store'
import { isWebhookSecret } from '@/operations/updates/webhookSecret'

/** Whatever else an update says: what is refused here would be sent again for a day. */
const update = z.looseObject({ update_id: z.number().refine(Number.isInteger) })

export const telegramWebhookRoute = route<z.ZodUndefined, z.ZodUndefined, true>({
  method: 'post',
  path: '/telegram/webhook',
  tag: 'Telegram',
  summary: 'An update of the bot, from Telegram',
  description:
    'Answers as soon as the update is stored; the bot process does the rest. An update of the same number and ' +
    'content changes nothing for seven days.',
  allow: true,
  headers: { 'X-Telegram-Bot-Api-Secret-Token': 'The secret of the webhook' },
  answer: { status: 200, schema: z.object({ ok: z.literal(true) }), example: { ok: true } },
  errors: ['UNAUTHENTICATED', 'VALIDATION'],
  handler: async ({ req, now }) => {
    if (!isWebhookSecret(req.headers.get('x-telegram-bot-api-secret-token'))) throw new Refusal('UNAUTHENTICATED')
    await storeUpdates(req.payload, [parse(update, await readBody(req))], now)
    await heardByWebhook(req.payload, now)
    return { ok: true as const }
  },
})
