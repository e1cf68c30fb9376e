import { Refusal } from '@/domain/errors'
import { sentence } from '@/i18n'
import { edit } from '@/operations/attendance/edit'
import { mark } from '@/operations/attendance/mark'
import { undo } from '@/operations/attendance/undo'
import { cancel } from '@/operations/bookings/cancel'
import type { DutyScene } from '../state'
import { requireWrite, type Next, type SceneOf, type Turn } from '../turn'
import { dutyView } from './dutyView'
import { LANGUAGE, say } from '../format/say'

const LONGEST_COMMENT = 500
const MARKS = ['attended', 'noShow', 'expected'] as const
type Mark = (typeof MARKS)[number]
const isMark = (value: string | undefined): value is Mark => MARKS.some((mark) => mark === value)

/** Today's occurrences and their participants, for the volunteer at the door. */
export const duty: SceneOf<DutyScene> = {
  view: dutyView,
  tap: async (turn, scene, { verb, id, arg }) => {
    if (verb === 'place') return { scene: { ...scene, step: 'occurrences', place: id } }
    if (verb === 'occurrence') return { scene: { ...scene, step: 'people', occurrence: id, page: 0, undo: undefined } }
    if (verb === 'page') return { scene: { ...scene, step: 'people', page: Number(arg) || 0 } }
    if (verb === 'participant') return { scene: { ...scene, step: 'person', participant: id } }
    if (verb === 'comment') return { scene: { ...scene, step: 'comment' } }
    if (verb === 'cancel') return { scene: { ...scene, step: 'sure' } }
    if (verb === 'back') return { scene: backFrom(scene) }
    if (verb === 'mark' && id !== undefined && isMark(arg)) return marked(turn, scene, id, arg)
    if (verb === 'undo' && id !== undefined) return undone(turn, scene, id)
    if (verb !== 'cancelSure' || id === undefined) return null
    requireWrite(turn)
    await cancel(turn.payload, { id, reason: null, caller: turn.caller, now: turn.now })
    return {
      scene: { ...scene, step: 'people', undo: undefined },
      notice: say('bot.ownBookings.cancelled'),
      good: true,
    }
  },
  text: async (turn, scene, text) => {
    if (scene.step !== 'comment' || scene.participant === undefined) return null
    const comment = text.trim()
    if (comment.length > LONGEST_COMMENT)
      return { scene, notice: say('bot.booking.longComment', { most: LONGEST_COMMENT }) }
    requireWrite(turn)
    await edit(turn.payload, { id: scene.participant, change: { comment }, caller: turn.caller, now: turn.now })
    return { scene: { ...scene, step: 'person' }, notice: say('bot.duty.commentSaved'), good: true }
  },
}

const backFrom = (scene: DutyScene): DutyScene => {
  if (scene.step === 'people') return { ...scene, step: 'occurrences', undo: undefined }
  if (scene.step === 'occurrences') return { ...scene, step: 'places', place: undefined }
  return { ...scene, step: scene.step === 'person' ? 'people' : 'person' }
}

const marked = async (turn: Turn, scene: DutyScene, id: string, status: Mark): Promise<Next> => {
  requireWrite(turn)
  const result = await mark(turn.payload, { ids: [id], status }, { caller: turn.caller, now: turn.now, key: turn.key })
  const [refused] = result.failed
  if (refused) return { scene: { ...scene, step: 'people' }, notice: sentence(LANGUAGE, refused.code) }
  return {
    scene: { ...scene, step: 'people', undo: result.undo ?? undefined },
    notice: say(`bot.duty.marked.${status}`),
    good: true,
  }
}

const undone = async (turn: Turn, scene: DutyScene, id: string): Promise<Next> => {
  requireWrite(turn)
  try {
    const { failed } = await undo(turn.payload, { id, caller: turn.caller, now: turn.now, key: turn.key })
    return {
      scene: { ...scene, step: 'people', undo: undefined },
      notice: failed[0] ? sentence(LANGUAGE, failed[0].code) : say('bot.duty.undone'),
      good: !failed[0],
    }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'UNDO_EXPIRED')
      return { scene: { ...scene, step: 'people', undo: undefined }, notice: sentence(LANGUAGE, error.code) }
    throw error
  }
}
