/** Replaces the name of an erased person. */
export const ERASED_NAME = 'Стёрто'

/** A closed list, because the ledger is kept forever and must not contain free text about people. */
export const ERASURE_REASONS = ['request', 'consentWithdrawn', 'mistake', 'retention', 'deleted'] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]
