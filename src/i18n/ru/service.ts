import type { service as english } from '../en/service'
import type { Translated } from '../shape'

export const service: Translated<typeof english> = {
  singular: 'Услуга',
  plural: 'Услуги',
  description: 'Каталог видов помощи. События выбирают услуги отсюда',
  fields: {
    title: 'Название',
    description: 'Описание',
    minutes: 'Длительность, мин',
    registration: 'Первичная регистрация',
    allowOverlap: 'Может идти одновременно с другой услугой',
    mksId: 'Код в МКС',
  },
  hints: {
    registration: 'На неё записывают новых посетителей; после посещения они становятся зарегистрированными',
    allowOverlap: 'Например, стирка: человек сдал вещи и пошёл в душ',
  },
}
