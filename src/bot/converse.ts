import type { CallbackQuery, Message, Update, User } from 'telegraf/types'
import { Refusal, refusalsOf } from '@/domain/errors'
import { sentence } from '@/i18n'
import { classifyTelegramError } from '@/notifications/telegram/client'
import { html } from '@/notifications/telegram/html'
import { keepMenu, readConversation, type StoredConversation } from '@/operations/conversations/keep'
import { release } from '@/operations/holds/release'
import { count } from '@/operations/metrics/counts'
import { confirmationShown } from '@/operations/messages/confirmationShown'
import { unparkVolunteer } from '@/operations/messages/unparkVolunteer'
import { decode } from './callback-data/action'
import { LASTING } from '@/notifications/telegram/buttons'
import { admit, type Admission } from './features/membership'
import { leftUndone } from './leftUndone'
import { answer, remove, show, showKeyboard } from './render'
import { LANGUAGE, say } from './format/say'
import { route, routeText, type Written } from './route'
import { sceneOf } from './scenes'
import { asState, type Scene, type State } from './state'
import { MayNotWrite, type Deps, type Next, type Turn, type View } from './turn'

type Input =
  { kind: 'tap'; query: CallbackQuery; data: string } | { kind: 'written'; message: Message; edited: boolean }

const inputOf = (update: Update): (Input & { from: User; chatId: number }) | null => {
  if ('callback_query' in update) {
    const { callback_query: query } = update
    return {
      kind: 'tap',
      query,
      data: 'data' in query ? query.data : '',
      from: query.from,
      chatId: query.message?.chat.id ?? query.from.id,
    }
  }
  const message = 'message' in update ? update.message : 'edited_message' in update ? update.edited_message : null
  return message?.from
    ? { kind: 'written', message, edited: 'edited_message' in update, from: message.from, chatId: message.chat.id }
    : null
}

/** Handles one update of a private chat and returns the new state; undefined if there is nothing to save. */
export const converse = async (deps: Deps, update: Update): Promise<State | undefined> => {
  const input = inputOf(update)
  if (!input || input.from.is_bot) return undefined
  if (input.kind === 'tap' && input.from.id !== input.chatId) {
    answer(deps, input.query.id, say('bot.notYourButton'))
    return undefined
  }
  const { payload } = deps
  const now = deps.now()
  const conversation = await readConversation(payload, input.chatId)
  const fresh = update.update_id.toString(36).slice(-5)
  const state = asState(conversation?.state, fresh)
  const tapped = input.kind === 'tap' ? decode(input.data) : null
  // A button under a message of its own stays good: it opens somebody's profile and does nothing else.
  const lasting = tapped?.nonce === LASTING && tapped.action.verb === 'visitor'
  const current = tapped !== null && (tapped.nonce === state.nonce || lasting)
  if (input.kind === 'tap') {
    const again = !current && input.data === state.tapped
    answer(deps, input.query.id, current || again ? undefined : say('bot.oldButton'))
    // The second of two quick taps: the first was handled. Its screen is shown, unless it was left out for this tap.
    if (again && !state.unshown) return undefined
  }

  const admission = await admit(deps, input.from, now)
  if (admission.kind !== 'volunteer') {
    await sendAway(deps, input.chatId, conversation, state, admission)
    return undefined
  }
  const { volunteer, mayWrite, doubt } = admission
  const turn: Turn = {
    deps,
    payload,
    now,
    updateId: update.update_id,
    chatId: input.chatId,
    volunteer,
    caller: { kind: 'volunteers', id: volunteer.id },
    mayWrite,
    doubt,
    key: `tg:${update.update_id}`,
    place: state.place,
  }
  await unparkVolunteer(payload, { volunteer: volunteer.id, now })

  const next = await decided(turn, state.scene, input, current ? (tapped?.action ?? null) : null)
  return settle(turn, { conversation, state, next, input, fresh })
}

/** Lets the scene handle the input. A refusal becomes a sentence on the same screen. */
const decided = async (
  turn: Turn,
  scene: Scene,
  input: Input,
  action: NonNullable<ReturnType<typeof decode>>['action'] | null,
): Promise<Next> => {
  try {
    if (input.kind === 'tap') return action === null ? { scene } : await route(turn, scene, action)
    if (input.edited) return { scene, notice: say('bot.edited') }
    return await routeText(turn, scene, writtenIn(input.message))
  } catch (error) {
    if (error instanceof MayNotWrite)
      return { scene, notice: say(`bot.access.readOnly.${turn.doubt ?? 'unreachable'}`) }
    const refusals = refusalsOf(error)
    if (refusals.length === 0) throw error
    for (const { code } of refusals) count('refusals', code)
    const words = [...new Set(refusals.map(({ code, data }) => sentence(LANGUAGE, code, data)))].join('\n')
    const lost = refusals.some(({ code }) => code === 'VISITOR_NOT_FOUND')
    return { scene: lost ? { name: 'home' } : scene, notice: words }
  }
}

const writtenIn = (message: Message): Written => {
  if ('text' in message) return { kind: 'text', text: message.text }
  const caption = 'caption' in message ? (message.caption ?? '') : ''
  if ('photo' in message) return { kind: 'photo', fileId: message.photo.at(-1)?.file_id ?? '', caption }
  if ('document' in message && message.document.mime_type?.startsWith('image/'))
    return { kind: 'photo', fileId: message.document.file_id, caption }
  if ('contact' in message) {
    const { last_name: last, first_name: first, phone_number: phone } = message.contact
    return { kind: 'contact', name: [last, first].filter(Boolean).join(' '), phone }
  }
  return { kind: 'other' }
}

type Settling = { conversation: StoredConversation | null; state: State; next: Next; input: Input; fresh: string }

/** `lost`: why what should have been shown is not there any more. */
type Shown = Next & { lost?: string }

const settle = async (turn: Turn, { conversation, state, input, fresh, ...given }: Settling): Promise<State> => {
  const next: Shown = { ...given.next }
  const { deps, chatId, now, updateId } = turn
  await releaseLeft(turn, state.scene, next.scene)
  const notice = [next.notice, leftUndone(state.scene, next)].filter((words) => words !== undefined).join('\n')
  // Buttons of a screen that is gone must not act on the next one, so every screen has a mark of its own.
  const same = next.scene === state.scene && notice === ''
  const nonce = same ? state.nonce : fresh
  const menu = conversation?.menu ?? null
  const inPlace = input.kind === 'tap' && menu !== null && input.query.message?.message_id === menu.id
  const place = next.place === undefined ? state.place : (next.place ?? undefined)
  const view = await viewOf({ ...turn, place }, next)
  // Shown below it, the menu stays what is seen last.
  const keyboard = !state.keyboard && next.scene.name === 'home' && state.scene.name !== 'home'
  if (keyboard) await showKeyboard(deps, chatId)
  const shown = await show({
    deps,
    chatId,
    updateId,
    nonce,
    menu,
    inPlace: inPlace && !keyboard,
    passing: notice === '' && next.lost === undefined && !next.final && !next.confirmed,
    view: withNotice(view, next.lost ?? notice, next.lost === undefined && next.good === true),
    now,
  })
  // A button outside the current menu: that message is no longer useful, unless it never was a menu.
  const lasting = input.kind === 'tap' && decode(input.data)?.nonce === LASTING
  const stale =
    input.kind === 'tap' && !inPlace && !lasting && input.query.message ? [input.query.message.message_id] : []
  const written = [
    ...state.written,
    ...(input.kind === 'written' && !input.edited ? [input.message.message_id] : []),
  ].slice(-100)
  const ended = next.scene.name === 'home' || next.scene.name === 'help'
  await remove(deps, chatId, [...stale.filter((id) => id !== menu?.id), ...(ended || next.final ? written : [])])
  if (next.confirmed)
    await confirmationShown(turn.payload, { volunteer: turn.volunteer.id, participants: next.confirmed, now })
  return {
    open: !ended,
    nonce,
    scene: next.scene,
    written: ended || next.final ? [] : written,
    tapped: input.kind === 'tap' && !same ? input.data : state.tapped,
    place,
    unshown: !shown,
    keyboard: state.keyboard === true || keyboard,
  }
}

const withNotice = (view: View, notice: string, good: boolean): View =>
  notice === '' ? view : { ...view, text: html`${view.text}\n\n${good ? '✔️' : '❗️'} ${notice}` }

/** The person may have been erased meanwhile; then the menu is shown. */
const viewOf = async (turn: Turn, next: Shown): Promise<View> => {
  try {
    return await sceneOf(next.scene).view(turn, next.scene)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    next.scene = { name: 'home' }
    next.lost = sentence(LANGUAGE, error.code, error.data)
    return sceneOf(next.scene).view(turn, next.scene)
  }
}

const holdsOf = (scene: Scene): string[] => (scene.name === 'booking' ? scene.chosen.map(({ hold }) => hold) : [])

/** Leaving releases the held places. A booking has already used its holds. */
const releaseLeft = async ({ payload, caller }: Turn, before: Scene, after: Scene): Promise<void> => {
  const kept = holdsOf(after)
  for (const id of after.name === 'done' ? [] : holdsOf(before).filter((one) => !kept.includes(one))) {
    try {
      await release(payload, { id, caller })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
}

/** Removes personal data from the chat of somebody who has lost access. */
const sendAway = async (
  deps: Deps,
  chatId: number,
  conversation: StoredConversation | null,
  state: State,
  { kind }: Exclude<Admission, { kind: 'volunteer' }>,
): Promise<void> => {
  const out = kind === 'blocked' || kind === 'stranger' || kind === 'removed'
  if (out && conversation?.menu) {
    await remove(deps, chatId, [conversation.menu.id, ...state.written])
    await keepMenu(deps.payload, { chatId, menu: null, now: deps.now() })
  }
  try {
    await deps.telegram.sendMessage(chatId, say(`bot.access.refused.${kind}`), {
      ...(out && { reply_markup: { remove_keyboard: true } }),
    })
  } catch (error) {
    if (classifyTelegramError(error).kind !== 'blocked') throw error
  }
}
