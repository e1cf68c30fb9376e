import type { schedule as en } from '../en/schedule'
import type { Translated } from '../shape'

export const schedule: Translated<typeof en> = {
  title: 'Расписание',
  create: 'Создать событие',
}
