import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Telegraf } from 'telegraf'

/** A minimal webhook bot: it stores nothing and answers every message. */
const [token = '', apiRoot = '', secretToken = ''] = process.argv.slice(2)
const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: false } })
bot.botInfo = {
  id: 1,
  is_bot: true,
  first_name: 'Bare',
  username: 'bare_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
}
bot.hears('store', () => undefined)
bot.on('text', (context) => context.reply('Нашлось: 0'))

const server = createServer(bot.webhookCallback('/api/telegram/webhook', { secretToken }))
server.listen(0, '127.0.0.1', () => process.send?.({ type: 'ready', port: (server.address() as AddressInfo).port }))
