import type { auditEntry as english } from '../en/auditEntry'
import type { Translated } from '../shape'

export const auditEntry: Translated<typeof english> = {
  singular: 'Запись журнала',
  plural: 'Журнал',
  description: 'Кто, когда и откуда что изменил, посмотрел или выгрузил. Отбор: действие, что, кто, период.',
  fields: {
    at: 'Когда',
    action: 'Действие',
    subject: 'Что',
    subjectId: 'Код записи',
    subjectName: 'О чём',
    actorKind: 'Кто это',
    actorName: 'Кто',
    actorId: 'Код автора действия',
    via: 'Откуда',
    address: 'Адрес',
    requestId: 'Запрос',
    changes: 'Изменения',
    person: 'О человеке',
  },
}
