import { Composer, Context } from 'telegraf'
import type { UserFromGetMe } from 'telegraf/types'
import { keepConversation, readConversation } from '@/operations/conversations/keep'
import { finishUpdate, type StoredUpdate } from '@/operations/updates/queue'
import { currentChat, findVolunteer, learnMembership } from '@/operations/volunteers/membership'
import { classifyTelegramError } from '@/notifications/telegram/client'
import { converse } from './converse'
import { countsAsMember, nameOf } from './features/membership'
import { readUpdate } from './readUpdate'
import { freshState, asState } from './state'
import { answer, remove, show } from './render'
import { homeView } from './scenes/home'
import type { Deps } from './turn'
import { lossByStanding } from './watch'
import { BRAND } from '@/i18n/brand'
import { say } from './format/say'

export type Bot = {
  /** Handles one update completely. If it throws, the update is tried again. */
  handle: (update: StoredUpdate) => Promise<void>
  /** Removes personal data from the screen of an idle chat. */
  close: (chatId: number) => Promise<void>
  /** Tells the volunteer that something broke, as the last resort. */
  apologise: (update: StoredUpdate) => Promise<void>
}

/** Rarely waited for: the screen is there by now, and a next tap would come after it. */
const TOAST_MS = 100
const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

/** The bot without its connection to Telegram: updates come in through `handle`, answers go out through the client. */
export const createBot = (deps: Deps): Bot => {
  const { payload, telegram, now, config } = deps
  const me = {
    id: Number(config.token.split(':')[0]),
    is_bot: true,
    first_name: BRAND,
    username: 'pristan',
  } as UserFromGetMe
  const composer = composed(deps)
  return {
    handle: async (stored) => {
      const update = readUpdate(stored.body, stored.seq)
      const context = update && new Context(update, telegram, me)
      const held: Held = { toasts: [] }
      if (context) {
        Object.assign(context.state, { held })
        await composer.middleware()(context, () => Promise.resolve())
      }
      await finishUpdate(payload, { seq: stored.seq, chatId: stored.chatId, state: held.state, now: now() })
      await Promise.race([Promise.all(held.toasts), soon(TOAST_MS)])
    },
    close: async (chatId) => {
      const conversation = await readConversation(payload, chatId)
      const { menu } = conversation ?? {}
      const nonce = Math.floor(now().getTime() / 1000)
        .toString(36)
        .slice(-5)
      const state = asState(conversation?.state, nonce)
      const volunteer = await findVolunteer(payload, String(chatId))
      try {
        await remove(deps, chatId, state.written)
        const view = homeView(volunteer?.name ?? '', true)
        if (menu && volunteer)
          await show({ deps, chatId, updateId: menu.by, nonce, menu, inPlace: true, view, now: now() })
      } catch (error) {
        // A chat that Telegram has closed to the bot is closed: trying again would keep the others from being emptied.
        const { kind } = classifyTelegramError(error)
        if (kind !== 'blocked' && kind !== 'badRequest') throw error
      }
      await keepConversation(payload, { chatId, state: freshState(nonce, state), now: now() })
    },
    apologise: async ({ chatId }) => {
      if (chatId <= 0) return
      try {
        await telegram.sendMessage(chatId, say('bot.broken'))
      } catch (error) {
        deps.log(`nor could that be said: ${classifyTelegramError(error).kind}`)
      }
    },
  }
}

/** What one update leaves behind: where the conversation goes on, and answers to taps on their way. */
type Held = { state?: unknown; toasts: Promise<void>[] }
const heldBy = ({ state }: Context): Held => (state as { held: Held }).held

const composed = (deps: Deps): Composer<Context> => {
  const { payload, now } = deps
  const composer = new Composer<Context>()
  composer.on('chat_member', async ({ chatMember: { chat, new_chat_member: standing } }) => {
    const { volunteersChat } = deps.config
    if (chat.type === 'private' || volunteersChat === undefined || standing.user.is_bot) return
    if (![volunteersChat, await currentChat(payload, volunteersChat)].includes(String(chat.id))) return
    await learnMembership(payload, {
      telegramId: String(standing.user.id),
      name: nameOf(standing.user),
      member: countsAsMember(standing),
      now: now(),
    })
  })
  composer.on('my_chat_member', async ({ myChatMember: { chat, new_chat_member: standing } }) => {
    const { volunteersChat } = deps.config
    if (volunteersChat === undefined || String(chat.id) !== (await currentChat(payload, volunteersChat))) return
    await deps.watch?.chat(lossByStanding(standing.status), now())
  })
  composer.on(['message', 'edited_message', 'callback_query'], async (context) => {
    const { chat, callbackQuery } = context
    if (chat?.type === 'private') {
      const held = heldBy(context)
      held.state = await converse({ ...deps, toasts: held.toasts }, context.update)
      return
    }
    // A menu in a group would belong to everybody, so we point to the private chat.
    if (callbackQuery) answer(deps, callbackQuery.id, say('bot.access.privateOnly'))
  })
  return composer
}
