import type { occurrences as en } from '../en/occurrences'
import type { Translated } from '../shape'

export const occurrences: Translated<typeof en> = {}
