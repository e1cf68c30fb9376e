import type { Texts } from '../shape'

export const exportScreen = {} satisfies Texts
