import type { eventForm as en } from '../en/eventForm'
import type { Translated } from '../shape'

export const eventForm: Translated<typeof en> = {}
