export type EventState = 'active' | 'archived'

/** Computed and not stored, so it is always right: archived by hand, or the last date has passed. */
export const stateOf = (event: { archivedAt: Date | null; lastDate: string | null }, today: string): EventState =>
  event.archivedAt !== null || (event.lastDate !== null && event.lastDate < today) ? 'archived' : 'active'
