import type { Texts } from '../shape'

export const home = {} satisfies Texts
