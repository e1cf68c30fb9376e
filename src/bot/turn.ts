import type { Payload } from 'payload'
import type { Telegram } from 'telegraf'
import type { Caller } from '@/domain/access/caller'
import type { Html } from '@/notifications/telegram/html'
import type { BotWatch } from '@/operations/bot/watch'
import type { Action } from './callback-data/action'
import type { Screens } from './screens'
import type { Scene } from './state'
import { say } from './format/say'

/** The bot's dependencies. */
export type Deps = {
  payload: Payload
  telegram: Telegram
  now: () => Date
  config: { token: string; apiRoot: string | undefined; proxy: string | undefined; volunteersChat: string | undefined }
  log: (line: string) => void
  /** Decides which screens need not be shown, since another follows at once. */
  screens?: Screens
  /** Notes for everybody how the bot is. */
  watch?: BotWatch
  /** Answers to taps that are on their way. */
  toasts?: Promise<void>[]
}

/** Why nobody can say whether somebody is a volunteer: Telegram does not answer, or the bot does not see their chat. */
export type Doubt = 'unreachable' | 'chatLost'

/** One update of one volunteer, with what is known about it. */
export type Turn = {
  deps: Deps
  payload: Payload
  now: Date
  updateId: number
  chatId: number
  volunteer: { id: string; name: string }
  caller: Caller & { kind: 'volunteers' }
  /** false while Telegram can't confirm that they are still a member. */
  mayWrite: boolean
  /** Why it can't. */
  doubt?: Doubt | undefined
  /** The idempotency key: a repeated update gets the first answer. */
  key: string
  /** The place chosen last, for whoever is looked at. */
  place: string | undefined
}

/** How Telegram colours what gets on and what takes away. */
export type Style = 'success' | 'danger'
export type Button = { text: string; action: Action; style?: Style }
export type View = { text: Html; rows: Button[][]; photo?: string | null }

/** The next scene and what to say on it. */
export type Next = {
  scene: Scene
  notice?: string | undefined
  /** What is said is that it worked. */
  good?: boolean
  /** Something final has happened, so earlier buttons no longer count. */
  final?: boolean
  /** The bookings that the next screen confirms. */
  confirmed?: string[]
  /** The place chosen now; null: all places again. */
  place?: string | null
}

export type SceneOf<S extends Scene> = {
  view: (turn: Turn, scene: S) => Promise<View> | View
  /** null: this scene has no such button. */
  tap?: (turn: Turn, scene: S, action: Action) => Promise<Next | null> | Next | null
  /** null: this scene expects no text. */
  text?: (turn: Turn, scene: S, text: string) => Promise<Next | null> | Next | null
  photo?: (turn: Turn, scene: S, fileId: string) => Promise<Next | null> | Next | null
}

/** Thrown before a write while Telegram can't confirm that the volunteer is still a member. */
export class MayNotWrite extends Error {}

export const requireWrite = (turn: Turn): void => {
  if (!turn.mayWrite) throw new MayNotWrite()
}

export const button = (
  text: string,
  verb: Action['verb'],
  { style, ...about }: { id?: string | undefined; arg?: string | undefined; style?: Style } = {},
): Button => ({ text, action: { verb, ...about }, ...(style && { style }) })

export const HOME = button(say('bot.menu.home'), 'home')
