import type { ErrorCode, RefusalData } from './errors'
import type { AffectedPerson } from './events/impact'
import type { LikelyDuplicate } from './visitors/likelyDuplicate'

/** Refusals that ask for a confirmation and name the people whose bookings are at stake. */
export type ConfirmationCode = Extract<
  ErrorCode,
  | 'EVENT_CHANGE_CONFIRM_REQUIRED'
  | 'OCCURRENCE_CHANGE_CONFIRM_REQUIRED'
  | 'PLACE_CHANGE_CONFIRM_REQUIRED'
  | 'CANCEL_CONFIRM_REQUIRED'
  | 'ARCHIVE_CONFIRM_REQUIRED'
  | 'DELETE_CONFIRM_REQUIRED'
>

/** The data of refusals that somebody reads again, such as the panel or the bot. Whoever refuses has to give it. */
export type Carried = Record<ConfirmationCode, { participants: AffectedPerson[] }> & {
  POSSIBLE_DUPLICATE: { candidates: LikelyDuplicate[] }
}

/** The data of a refusal with this code; null for any other refusal. */
export const dataOf = <Code extends keyof Carried>(
  { code, data }: { code?: ErrorCode | undefined; data: RefusalData },
  wanted: Code,
): Carried[Code] | null => (code === wanted ? (data as Carried[Code]) : null)
