import type { Texts } from '../shape'

export const occurrences = {} satisfies Texts
