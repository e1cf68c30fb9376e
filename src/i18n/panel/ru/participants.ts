import type { participants as en } from '../en/participants'
import type { Translated } from '../shape'

export const participants: Translated<typeof en> = {}
