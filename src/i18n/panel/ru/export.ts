import type { exportScreen as en } from '../en/export'
import type { Translated } from '../shape'

export const exportScreen: Translated<typeof en> = {}
