import { classifyTelegramError, failureOf } from '@/notifications/telegram/client'
import { cutCaption, cutHtml } from '@/notifications/telegram/html'
import { keepMenu, type Menu } from '@/operations/conversations/keep'
import { readPhoto } from '@/operations/volunteers/photo'
import { encode } from './callback-data/action'
import type { Deps, View } from './turn'
import { say } from './format/say'

type Showing = {
  deps: Deps
  chatId: number
  updateId: number
  nonce: string
  menu: Menu | null
  /** The menu itself was tapped, so it is in sight. */
  inPlace: boolean
  /** It says nothing that would be lost if the next screen came instead. */
  passing?: boolean
  view: View
  now: Date
}

const markup = (nonce: string, { rows }: View) => ({
  inline_keyboard: rows
    .filter((row) => row.length > 0)
    .map((row) =>
      row.map(({ text, action, style }) => ({ text, callback_data: encode(nonce, action), ...(style && { style }) })),
    ),
})

/**
 * One message with buttons in a chat: changed where it is when it is in sight, otherwise sent anew and
 * the old one taken away. false: left out, because something newer waits.
 */
export const show = async (showing: Showing): Promise<boolean> => {
  const { deps, chatId, updateId, menu, passing } = showing
  const inSight = menu !== null && (showing.inPlace || menu.by === updateId)
  if (inSight && passing && (await deps.screens?.mayBeLeftOut({ chatId, seq: updateId }))) return false
  await display(showing, inSight)
  deps.screens?.shown(chatId)
  return true
}

const display = async (
  { deps, chatId, updateId, nonce, menu, view, now }: Showing,
  inSight: boolean,
): Promise<Menu> => {
  const wanted = view.photo ?? null
  if (inSight && menu?.photo === wanted && (await edit({ deps, chatId, nonce, view, menu }))) return menu
  const withPhoto = wanted === null ? null : await sendPhoto({ deps, chatId, nonce, view, photo: wanted })
  // A photo that can't be shown is not worth another message.
  if (
    wanted !== null &&
    withPhoto === null &&
    inSight &&
    menu?.photo === null &&
    (await edit({ deps, chatId, nonce, view, menu }))
  )
    return menu
  const sent: Menu = { ...(withPhoto ?? (await sendText({ deps, chatId, nonce, view }))), by: updateId }
  // Saved at once: if this process dies now, the repeated update edits this message.
  await keepMenu(deps.payload, { chatId, menu: sent, now })
  if (menu !== null && menu.id !== sent.id) await remove(deps, chatId, [menu.id])
  return sent
}

type Editing = { deps: Deps; chatId: number; nonce: string; view: View; menu: Menu }

/** false: the message is gone or too old to edit. */
const edit = async ({ deps: { telegram }, chatId, nonce, view, menu }: Editing): Promise<boolean> => {
  const extra = { parse_mode: 'HTML' as const, reply_markup: markup(nonce, view) }
  try {
    if (menu.photo) await telegram.editMessageCaption(chatId, menu.id, undefined, cutCaption(view.text).text, extra)
    else
      await telegram.editMessageText(chatId, menu.id, undefined, cutHtml(view.text).text, {
        ...extra,
        link_preview_options: { is_disabled: true },
      })
    return true
  } catch (error) {
    if (classifyTelegramError(error).kind !== 'badRequest') throw error
    return false
  }
}

type Sending = { deps: Deps; chatId: number; nonce: string; view: View }
type Sent = Pick<Menu, 'id' | 'photo'>

/** null: the file is missing, or Telegram does not accept it. */
const sendPhoto = async ({ deps, chatId, nonce, view, photo }: Sending & { photo: string }): Promise<Sent | null> => {
  const bytes = await readPhoto(deps.payload, photo)
  if (!bytes) return null
  try {
    const { message_id } = await deps.telegram.sendPhoto(
      chatId,
      { source: bytes, filename: 'photo.webp' },
      {
        parse_mode: 'HTML',
        reply_markup: markup(nonce, view),
        caption: cutCaption(view.text).text,
        protect_content: true,
      },
    )
    return { id: message_id, photo }
  } catch (error) {
    const failure = classifyTelegramError(error)
    if (failure.kind !== 'badRequest') throw error
    deps.log(`a photo could not be shown: ${failure.description}`)
    return null
  }
}

const sendText = async ({ deps, chatId, nonce, view }: Sending): Promise<Sent> => {
  const { message_id } = await deps.telegram.sendMessage(chatId, cutHtml(view.text).text, {
    parse_mode: 'HTML',
    reply_markup: markup(nonce, view),
    link_preview_options: { is_disabled: true },
    // People are on this screen sooner or later: it is not forwarded and not saved.
    protect_content: true,
  })
  return { id: message_id, photo: null }
}

/** The two things one wants most often, under the field where one types. It stays until it is taken away. */
export const showKeyboard = async ({ telegram }: Deps, chatId: number): Promise<void> => {
  await telegram.sendMessage(chatId, say('bot.keyboard.shown'), {
    reply_markup: {
      keyboard: [[say('bot.keyboard.find'), say('bot.keyboard.duty')]],
      resize_keyboard: true,
      is_persistent: true,
    },
    disable_notification: true,
  })
}

/**
 * Telegram lets a bot take away what is younger than two days; what it doesn't is emptied of its buttons
 * at least by being old.
 */
export const remove = async ({ telegram }: Deps, chatId: number, ids: readonly number[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += 100) {
    try {
      await telegram.deleteMessages(chatId, ids.slice(from, from + 100))
    } catch (error) {
      const { kind } = classifyTelegramError(error)
      if (kind !== 'badRequest' && kind !== 'blocked') throw error
    }
  }
}

/**
 * Says that a tap was heard, and nobody waits for that: Telegram forgets a tap after about a minute, and whoever tapped
 * sees the screen change.
 */
export const answer = (deps: Deps, id: string, text?: string): void => {
  const toast = deps.telegram.answerCbQuery(id, text).then(
    () => undefined,
    (error: unknown) => {
      const kind = failureOf(error)?.kind ?? 'a fault'
      if (kind !== 'badRequest') deps.log(`a tap was not answered: ${kind}`)
    },
  )
  deps.toasts?.push(toast)
}
