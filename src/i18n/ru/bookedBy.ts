import type { bookedBy as english } from '../en/bookedBy'
import type { Translated } from '../shape'

export const bookedBy: Translated<typeof english> = {
  title: 'Кто записал',
  fields: {
    relationTo: 'Вид',
    value: 'Код',
  },
  choices: {
    relationTo: {
      users: 'Сотрудник',
      volunteers: 'Волонтёр',
      integrations: 'Интеграция',
    },
  },
}
