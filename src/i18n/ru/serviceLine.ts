import type { serviceLine as english } from '../en/serviceLine'
import type { Translated } from '../shape'

export const serviceLine: Translated<typeof english> = {
  title: 'Услуги',
  singular: 'Услуга',
  plural: 'Услуги',
  fields: {
    service: 'Услуга',
    startTime: 'Начало',
    endTime: 'Конец',
  },
}
