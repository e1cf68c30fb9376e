import type { Payload } from 'payload'
import type { Telegram } from 'telegraf'
import type { Caller } from '@/domain/access/caller'
import type { Html } from '@/notifications/telegram/html'
import type { Action } from './callback-data/action'
import type { Scene } from './state'
import { say } from './format/say'

/** What the bot is made of. */
export type Deps = {
  payload: Payload
  telegram: Telegram
  now: () => Date
  config: { token: string; apiRoot: string | undefined; proxy: string | undefined; volunteersChat: string | undefined }
  log: (line: string) => void
}

/** One update of one volunteer. */
export type Turn = {
  deps: Deps
  payload: Payload
  now: Date
  updateId: number
  chatId: number
  volunteer: { id: string; name: string }
  caller: Caller & { kind: 'volunteers' }
  /** False while Telegram can't say whether they are still a member. */
  mayWrite: boolean
  /** The same for the same update: a repetition gets the first answer. */
  key: string
}

export type Button = { text: string; action: Action }
export type View = { text: Html; rows: Button[][]; photo?: string | null }

/** Where it goes on, and what is said about the way there. */
export type Next = {
  scene: Scene
  notice?: string | undefined
  /** What is said is that it worked. */
  good?: boolean
  /** Buttons of before count no more: something final has happened. */
  final?: boolean
  /** Bookings that the next screen confirms. */
  confirmed?: string[]
}

export type SceneOf<S extends Scene> = {
  view: (turn: Turn, scene: S) => Promise<View> | View
  /** null: not a button of this scene. */
  tap?: (turn: Turn, scene: S, action: Action) => Promise<Next | null> | Next | null
  /** null: this scene expects no text. */
  text?: (turn: Turn, scene: S, text: string) => Promise<Next | null> | Next | null
  photo?: (turn: Turn, scene: S, fileId: string) => Promise<Next | null> | Next | null
}

/** Thrown before a write while nobody can say that the volunteer still is one. */
export class MayNotWrite extends Error {}

export const requireWrite = (turn: Turn): void => {
  if (!turn.mayWrite) throw new MayNotWrite()
}

export const button = (
  text: string,
  verb: Action['verb'],
  about: { id?: string | undefined; arg?: string | undefined } = {},
): Button => ({ text, action: { verb, ...about } })

export const HOME = button(say('bot.menu.home'), 'home')
