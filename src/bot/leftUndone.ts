import { say } from './format/say'
import type { NewScene, Scene } from './state'
import type { Next } from './turn'

/** Whoever goes away from something begun must know that it is not done. */
export const leftUndone = (before: Scene, next: Next): string | undefined => {
  if (leavesBooking(before, next)) return say('bot.booking.left')
  if (leavesPhoto(before, next)) return say('bot.photo.left')
  if (leavesNew(before, next)) return say('bot.newVisitor.left')
  return undefined
}

const leavesBooking = (before: Scene, { scene: after, notice }: Next): boolean =>
  before.name === 'booking' &&
  before.chosen.length > 0 &&
  after.name !== 'done' &&
  // Where nothing is chosen any more, either words say why, or the same person was opened anew.
  !(after.name === 'booking' && after.visitor === before.visitor && (after.chosen.length > 0 || notice !== undefined))

/** The question whether to replace a photo was not answered. */
const leavesPhoto = (before: Scene, { scene: after }: Next): boolean =>
  before.name === 'booking' &&
  before.step === 'photo' &&
  !(after.name === 'booking' && after.visitor === before.visitor)

const isBegun = ({ draft }: NewScene): boolean => Object.values(draft).some((value) => value !== null)

/** After a refusal of consent nothing is to be kept, and that was said. */
const leavesNew = (before: Scene, { scene: after, final }: Next): boolean =>
  before.name === 'new' &&
  before.step !== 'refused' &&
  isBegun(before) &&
  final !== true &&
  !(after.name === 'new' && isBegun(after))
