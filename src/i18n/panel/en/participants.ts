import type { Texts } from '../shape'

export const participants = {} satisfies Texts
