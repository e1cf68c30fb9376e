import type { home as en } from '../en/home'
import type { Translated } from '../shape'

export const home: Translated<typeof en> = {}
