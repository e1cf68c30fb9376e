import type { datedErrors as english } from '../en/datedErrors'
import type { Translated } from '../shape'

export const datedErrors: Translated<typeof english> = {
  RECURRENCE_DATE_MISMATCH: 'Первая дата не подходит под правило. Ближайшая подходящая — {date}.',
  WINDOW_NOT_OPEN: 'Запись откроется {date}.',
}
