import { markRest } from '@/operations/attendance/markRest'
import { roster } from '@/operations/participants/roster'
import { pageOf } from '../callback-data/action'
import { say } from '../format/say'
import type { DutyScene, OnRecord } from '../state'
import { requireWrite, type Next, type SceneOf, type Turn } from '../turn'
import { dutyView } from './dutyView'
import { search } from './find'
import { namedIn } from './namedIn'
import { recordTap, recordText } from './record'

const at =
  (scene: DutyScene) =>
  (step: 'list' | 'one' | 'sure' | 'comment', over: Partial<OnRecord> = {}): DutyScene => ({
    ...scene,
    ...over,
    step,
    // Who was looked for is found and done with.
    ...(step === 'list' && scene.step !== 'list' && { q: undefined }),
  })

/** Today's occurrences and their participants, for the volunteer at the door. */
export const duty: SceneOf<DutyScene> = {
  view: dutyView,
  tap: async (turn, scene, action) => {
    const { verb, id, arg } = action
    if (verb === 'place') return { scene: { ...scene, step: 'occurrences', place: id }, place: id ?? null }
    if (verb === 'occurrence') return { scene: { ...listOf(scene), occurrence: id, undo: undefined } }
    if (verb === 'page')
      return { scene: { ...scene, step: scene.step === 'occurrences' ? 'occurrences' : 'list', page: pageOf(arg) } }
    if (verb === 'filter') return { scene: { ...listOf(scene), unmarked: arg === 'unmarked' } }
    if (verb === 'clear') return { scene: listOf(scene) }
    if (verb === 'seek') return scene.q === undefined ? { scene } : search(turn, scene.q)
    if (verb === 'rest') return { scene: { ...scene, step: 'rest' } }
    if (verb === 'restSure') return restMissed(turn, scene)
    if (verb === 'back' && scene.step === 'rest') return { scene: { ...scene, step: 'list' } }
    if (verb === 'back' && scene.step === 'list')
      return { scene: { ...listOf(scene), step: 'occurrences', occurrence: undefined, undo: undefined } }
    if (verb === 'back' && scene.step === 'occurrences')
      return { scene: { ...scene, step: 'places', place: undefined }, place: null }
    return recordTap(turn, scene, action, at(scene), 'list')
  },
  text: async (turn, scene, text) => {
    if (scene.step === 'comment') return recordText(turn, scene, text, at(scene))
    return scene.occurrence === undefined ? null : findHere(turn, scene, scene.occurrence, text.trim())
  },
}

/** From the beginning, everybody. */
const listOf = (scene: DutyScene): DutyScene => ({ ...scene, step: 'list', page: 0, q: undefined, unmarked: false })

/** A name or a card typed over a list is looked for in the list. */
const findHere = async (turn: Turn, scene: DutyScene, occurrence: string, q: string): Promise<Next> => {
  const { docs } = await roster(turn.payload, { occurrence, caller: turn.caller, now: turn.now })
  const found = namedIn(
    docs.filter(({ status }) => status !== 'cancelled'),
    q,
  )
  const [only] = found
  if (found.length === 1 && only) return { scene: { ...scene, step: 'one', participant: only.id, q: undefined } }
  return { scene: { ...scene, step: 'list', page: 0, unmarked: false, q: q.slice(0, 100) } }
}

/** Marks whoever is still expected at this moment. Somebody marked meanwhile is left alone. */
const restMissed = async (turn: Turn, scene: DutyScene): Promise<Next> => {
  requireWrite(turn)
  if (scene.occurrence === undefined) return { scene }
  const { updated, undo } = await markRest(
    turn.payload,
    { occurrence: scene.occurrence },
    { caller: turn.caller, now: turn.now, key: turn.key },
  )
  const list = listOf(scene)
  if (undo === null) return { scene: list, notice: say('bot.duty.nobodyLeft') }
  return {
    scene: { ...list, undo: { id: undo, count: updated.length, participant: updated[0] } },
    notice: say('bot.duty.restMarked', { people: say('counts.people', { count: updated.length }) }),
    good: true,
  }
}
