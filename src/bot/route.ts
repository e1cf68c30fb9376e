import type { Action } from './callback-data/action'
import { openVisitor } from './scenes/booking'
import { search } from './scenes/find'
import { beginNew } from './scenes/newVisitor'
import { sceneOf } from './scenes'
import type { Scene } from './state'
import type { Next, Turn } from './turn'
import { say } from './format/say'
import { brief } from './format/words'

type Photographed = { kind: 'photo'; fileId: string; caption: string }

export type Written =
  { kind: 'text'; text: string } | { kind: 'contact'; name: string; phone: string } | Photographed | { kind: 'other' }

/** Handles a button: first by the scene it belongs to, then by the menu, which is the same everywhere. */
export const route = async (turn: Turn, scene: Scene, action: Action): Promise<Next> => {
  const own = await sceneOf(scene).tap?.(turn, scene, action)
  if (own) return own
  switch (action.verb) {
    case 'home':
      return { scene: { name: 'home' } }
    case 'find':
      return { scene: { name: 'find' } }
    case 'new':
      return beginNew(turn, scene.name === 'find' ? scene.q : undefined)
    case 'ownBookings':
      return { scene: { name: 'ownBookings', step: 'list', page: 0 } }
    case 'duty':
      return { scene: DUTY }
    case 'help':
      return { scene: { name: 'help' } }
    case 'visitor':
      return action.id === undefined ? { scene } : openVisitor(turn, action.id)
    default:
      return { scene }
  }
}

export const routeText = async (turn: Turn, scene: Scene, written: Written): Promise<Next> => {
  if (written.kind === 'photo') return withCaption(turn, scene, written)
  if (written.kind === 'other') return { scene, notice: say('bot.unreadable') }
  if (written.kind === 'contact') {
    // Of somebody new the name is wanted too; otherwise it is somebody to be found.
    const asked = scene.name === 'new' && scene.step === 'name'
    return typed(turn, scene, asked ? `${written.name} ${written.phone}` : written.phone)
  }
  if (written.text === say('bot.keyboard.find')) return { scene: { name: 'find' } }
  if (written.text === say('bot.keyboard.duty')) return { scene: DUTY }
  const command = /^\/([a-z_]+)(?:@\w+)?(?:\s|$)/i.exec(written.text)?.[1]?.toLowerCase()
  if (command !== undefined) return commanded(turn, scene, command)
  return typed(turn, scene, written.text)
}

const photographed = async (turn: Turn, scene: Scene, fileId: string): Promise<Next> =>
  (await sceneOf(scene).photo?.(turn, scene, fileId)) ?? { scene, notice: say('bot.photoNotNow') }

/** What two halves of one message led to, the second after the first. */
const both = (first: Next, second: Next): Next => {
  const said = [first, second].filter(({ notice }) => notice !== undefined)
  return {
    ...first,
    ...second,
    notice: said.length === 0 ? undefined : said.map(({ notice }) => notice).join('\n'),
    good: said.every(({ good }) => good === true),
  }
}

/**
 * Words under a photo are read like words without one. A name comes before the photo, which needs one. Where nothing
 * is waiting for words they are a search, but not while somebody is on the screen: their photo is what it was about.
 */
const withCaption = async (turn: Turn, scene: Scene, { fileId, caption }: Photographed): Promise<Next> => {
  const text = caption.trim()
  if (text === '') return photographed(turn, scene, fileId)
  if (scene.name === 'new' && scene.draft.firstName === undefined) {
    const named = await typed(turn, scene, text)
    return both(named, await photographed(turn, named.scene, fileId))
  }
  const shown = await photographed(turn, scene, fileId)
  if (sceneOf(scene).photo === undefined) return both(shown, await typed(turn, shown.scene, text))
  const read = shown.scene.name === scene.name ? await sceneOf(shown.scene).text?.(turn, shown.scene, text) : null
  return both(shown, read ?? { scene: shown.scene, notice: say('bot.photo.captionUnread', { text: brief(text, 60) }) })
}

/** The scene may wait for a text; otherwise it is a search. */
const typed = async (turn: Turn, scene: Scene, text: string): Promise<Next> =>
  (await sceneOf(scene).text?.(turn, scene, text)) ?? search(turn, text)

const DUTY: Scene = { name: 'duty', step: 'occurrences', page: 0 }

const commanded = (turn: Turn, scene: Scene, command: string): Promise<Next> | Next => {
  if (command === 'start' || command === 'menu') return { scene: { name: 'home' } }
  if (command === 'find') return { scene: { name: 'find' } }
  if (command === 'new') return beginNew(turn)
  if (command === 'mine') return { scene: { name: 'ownBookings', step: 'list', page: 0 } }
  if (command === 'duty') return { scene: DUTY }
  if (command === 'help') return { scene: { name: 'help' } }
  if (command === 'cancel')
    return {
      scene: { name: 'home' },
      ...(scene.name === 'home' ? {} : { notice: say('bot.commands.stopped'), good: true }),
    }
  return { scene, notice: say('bot.commands.unknown') }
}
