import { Refusal } from '@/domain/errors'
import { sentence } from '@/i18n'
import { html, htmlLines } from '@/notifications/telegram/html'
import { edit } from '@/operations/attendance/edit'
import { mark } from '@/operations/attendance/mark'
import { undo } from '@/operations/attendance/undo'
import { cancel } from '@/operations/bookings/cancel'
import { visit, type Visit } from '@/operations/volunteers/visits'
import type { Action } from '../callback-data/action'
import { cardLine, outcomeText, whenText } from '../format/words'
import { fittedName } from '../format/fit'
import { LANGUAGE, say } from '../format/say'
import type { OnRecord, Undo } from '../state'
import { button, HOME, requireWrite, type Button, type Next, type Turn, type View } from '../turn'

const LONGEST_COMMENT = 500
const MARKS = ['attended', 'noShow', 'expected'] as const
type Mark = (typeof MARKS)[number]
const isMark = (value: string | undefined): value is Mark => MARKS.some((mark) => mark === value)

type Step = 'list' | 'one' | 'sure' | 'comment'
/** What a scene needs so that one of its bookings can be opened, marked, commented on and cancelled. */
type RecordScene = OnRecord & { step: string }

/** One booking and what can be done about it; null if it is not there any more. */
export const recordView = async (turn: Turn, scene: RecordScene): Promise<View | null> => {
  const found =
    scene.participant === undefined ? null : await visit(turn.payload, { id: scene.participant, now: turn.now })
  if (!found) return null
  const head = htmlLines(
    cardLine(found),
    html`<b>${found.service}</b>, ${found.place}`,
    whenText(found.startsAt, found.endsAt, found.timezone, turn.now),
    outcomeText(found),
    found.comment && html`💬 ${found.comment}`,
    found.bookedByName && say('bot.record.bookedBy', { name: found.bookedByName }),
  )
  if (scene.step === 'comment')
    return {
      text: html`${head}\n\n${say(found.comment ? 'bot.record.newComment' : 'bot.record.writeComment')}`,
      rows: [[button(say('bot.back'), 'back')]],
    }
  if (scene.step === 'sure')
    return {
      text: html`${head}\n\n<b>${say('bot.record.sure')}</b> ${say('bot.record.freed')}`,
      rows: [
        [button(say('bot.record.cancelSure'), 'cancelSure', { id: found.id, style: 'danger' })],
        [button(say('bot.record.keep'), 'back')],
      ],
    }
  // The last mark may have been somebody else's: it is taken back from the list, which says whose it was.
  const own = scene.undo?.participant === found.id ? scene.undo : undefined
  return { text: head, rows: [...deedsFor(found), ...undoRow(own, found.fullName), ...navigation] }
}

const navigation: Button[][] = [[button(say('bot.backToList'), 'back'), HOME]]

const STYLES = { attended: { style: 'success' }, noShow: { style: 'danger' }, expected: {} } as const

export const markButton = (id: string, one: Mark): Button =>
  button(say(`bot.record.mark.${one}`), 'mark', { id, arg: one, ...STYLES[one] })

const deedsFor = ({ id, status, canMark, over, comment }: Visit): Button[][] => [
  ...(canMark ? MARKS.filter((one) => one !== status).map((one) => [markButton(id, one)]) : []),
  [button(say(comment ? 'bot.record.otherComment' : 'bot.record.comment'), 'comment')],
  ...(status === 'expected' && !over ? [[button(say('bot.record.cancel'), 'cancel')]] : []),
]

/** It says whose mark it takes back. */
export const undoRow = (undone: Undo | undefined, name: string | undefined): Button[][] => {
  if (!undone) return []
  const whose = say('counts.people', { count: undone.count })
  const text =
    undone.count === 1 && name !== undefined
      ? fittedName(name, '', say('bot.record.undoOf'))
      : `${say('bot.record.undoOf')}${whose}`
  return [[button(text, 'undo', { id: undone.id })]]
}

/**
 * The buttons of a booking, for every scene that shows one; null for those that are the scene's own. `after`: where it
 * goes on from a mark.
 */
export const recordTap = async <Scene extends RecordScene>(
  turn: Turn,
  scene: Scene,
  { verb, id, arg }: Action,
  at: (step: Step, over?: Partial<OnRecord>) => Next['scene'],
  after: 'one' | 'list',
): Promise<Next | null> => {
  if (verb === 'booking' && id !== undefined) return { scene: at('one', { participant: id }) }
  if (verb === 'comment') return { scene: at('comment') }
  if (verb === 'cancel') return { scene: at('sure') }
  if (verb === 'back' && (scene.step === 'sure' || scene.step === 'comment')) return { scene: at('one') }
  if (verb === 'back' && scene.step === 'one') return { scene: at('list') }
  if (verb === 'mark' && id !== undefined && isMark(arg)) return marked(turn, scene, { id, status: arg }, at, after)
  if (verb === 'undo' && id !== undefined) return undone(turn, scene, id, at)
  if (verb !== 'cancelSure' || id === undefined) return null
  requireWrite(turn)
  await cancel(turn.payload, { id, reason: null, caller: turn.caller, now: turn.now })
  return {
    scene: at('list', { participant: undefined, undo: undefined }),
    notice: say('bot.record.cancelled'),
    good: true,
  }
}

export const recordText = async (
  turn: Turn,
  scene: RecordScene,
  text: string,
  at: (step: Step, over?: Partial<OnRecord>) => Next['scene'],
): Promise<Next | null> => {
  if (scene.step !== 'comment' || scene.participant === undefined) return null
  const comment = text.trim()
  if (comment.length > LONGEST_COMMENT)
    return { scene: at('comment'), notice: say('bot.booking.longComment', { most: LONGEST_COMMENT }) }
  requireWrite(turn)
  await edit(turn.payload, { id: scene.participant, change: { comment }, caller: turn.caller, now: turn.now })
  return { scene: at('one'), notice: say('bot.record.commentSaved'), good: true }
}

type At = (step: Step, over?: Partial<OnRecord>) => Next['scene']
type Marking = { id: string; status: Mark }

const marked = async (turn: Turn, scene: RecordScene, { id, status }: Marking, at: At, after: Step): Promise<Next> => {
  requireWrite(turn)
  const result = await mark(turn.payload, { ids: [id], status }, { caller: turn.caller, now: turn.now, key: turn.key })
  const [refused] = result.failed
  if (refused) return { scene: at(after), notice: sentence(LANGUAGE, refused.code) }
  const name = (await visit(turn.payload, { id, now: turn.now }))?.fullName ?? ''
  return {
    // Nothing to undo: somebody else had marked it so before.
    scene: at(after, { undo: result.undo === null ? scene.undo : { id: result.undo, count: 1, participant: id } }),
    notice: say(`bot.record.marked.${status}`, { name }),
    good: true,
  }
}

const undone = async (turn: Turn, scene: RecordScene, id: string, at: At): Promise<Next> => {
  requireWrite(turn)
  const back = at(scene.step === 'one' ? 'one' : 'list', { undo: undefined })
  try {
    const { updated, failed } = await undo(turn.payload, { id, caller: turn.caller, now: turn.now, key: turn.key })
    if (failed.length === 0) return { scene: back, notice: say('bot.record.undone'), good: true }
    return {
      scene: back,
      notice:
        updated.length === 0
          ? sentence(LANGUAGE, failed[0]?.code ?? 'PARTICIPANT_CHANGED')
          : say('bot.record.undoneSome', { done: updated.length, of: updated.length + failed.length }),
      good: updated.length > 0,
    }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'UNDO_EXPIRED')
      return { scene: back, notice: say('bot.record.undoExpired') }
    throw error
  }
}
