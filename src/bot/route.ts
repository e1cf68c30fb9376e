import type { Action } from './callback-data/action'
import { openVisitor } from './scenes/booking'
import { search } from './scenes/find'
import { beginNew } from './scenes/newVisitor'
import { sceneOf } from './scenes'
import type { Scene } from './state'
import type { Next, Turn } from './turn'
import { say } from './format/say'

export type Written =
  | { kind: 'text'; text: string }
  | { kind: 'contact'; name: string; phone: string }
  | { kind: 'photo'; fileId: string }
  | { kind: 'other' }

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
  if (written.kind === 'photo') {
    return (
      (await sceneOf(scene).photo?.(turn, scene, written.fileId)) ?? {
        scene,
        notice: say('bot.photoNotNow'),
      }
    )
  }
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
