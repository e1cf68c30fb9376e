import type { apiDocs as english } from '../en/apiDocs'
import type { Translated } from '../shape'

export const apiDocs: Translated<typeof english> = {
  title: 'API «Пристани»',
  about: 'REST API учётной системы дневных центров: события, мероприятия, запись посетителей.',
  values:
    'JSON под `/api`. Коды записей — UUID. Даты `ГГГГ-ММ-ДД` и время `ЧЧ:ММ` — по часам места, моменты — ISO 8601 в UTC. Пустое значение — null.',
  signIn:
    'Сотрудник входит через `POST /api/users/login` и шлёт `Authorization: JWT …`. Программа шлёт `Authorization: integrations API-Key …`; права ключа — `read` или `booking`.',
  error: 'Ошибка: `{shape}`, текст на языке Accept-Language.',
  limits: '`limit` не больше 200, `depth` не больше 3, тело запроса не больше 1 МБ.',
  real: 'Запросы с этой страницы настоящие: они меняют данные этой «Пристани» — от вашего имени, если вы вошли в панель.',
  file: 'openapi.json для программ',
  tags: {
    'Signing in': 'Вход',
    Events: 'События',
    Occurrences: 'Мероприятия',
    Bookings: 'Запись',
    Attendance: 'Посещение',
    Visitors: 'Посетители',
    'Personal data': 'Персональные данные',
    Catalogue: 'Каталог',
    Exports: 'Выгрузка',
    'People who work': 'Сотрудники и волонтёры',
    Integrations: 'Интеграции',
    Logs: 'Журналы',
    Live: 'Изменения сразу',
    Telegram: 'Telegram',
    Health: 'Состояние',
    Description: 'Описание',
  },
}
