import type { place as english } from '../en/place'
import type { Translated } from '../shape'

export const place: Translated<typeof english> = {
  singular: 'Место',
  plural: 'Места',
  description: 'Где проходят события',
  fields: {
    title: 'Название',
    address: 'Адрес',
    timezone: 'Часовой пояс',
  },
  hints: {
    timezone: 'По базе IANA, например Asia/Yekaterinburg',
  },
}
