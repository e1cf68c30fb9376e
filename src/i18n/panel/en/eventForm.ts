import type { Texts } from '../shape'

export const eventForm = {} satisfies Texts
