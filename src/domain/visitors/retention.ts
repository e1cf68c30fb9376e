/** What is kept for a time: parts of a person, or the whole of one. */
export const RETAINED = ['phone', 'comment', 'photo', 'visitor'] as const
export type RetainedField = (typeof RETAINED)[number]
