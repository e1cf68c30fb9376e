/** What stands where a person was. */
export const ERASED_NAME = 'Стёрто'

/** A closed list: a ledger that is kept for ever has no room for free text about people. */
export const ERASURE_REASONS = ['request', 'consentWithdrawn', 'mistake', 'retention', 'deleted'] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]
