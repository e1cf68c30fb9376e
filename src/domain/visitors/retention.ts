/** Data with a retention period: parts of a visitor, or the whole visitor. */
export const RETAINED = ['phone', 'comment', 'photo', 'visitor'] as const
export type RetainedField = (typeof RETAINED)[number]
