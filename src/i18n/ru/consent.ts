import type { consent as english } from '../en/consent'
import type { Translated } from '../shape'

export const consent: Translated<typeof english> = {
  title: 'Согласие на обработку данных',
  fields: {
    givenAt: 'Дано',
    recordedBy: 'Кем записано',
    withdrawnAt: 'Отозвано',
  },
}
