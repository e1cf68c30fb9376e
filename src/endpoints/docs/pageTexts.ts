import { type ErrorCode, STATUS_BY_CODE } from '@/domain/errors'
import { sentence, type Language } from '@/i18n'

const isCode = (code: string): code is ErrorCode => code in STATUS_BY_CODE

const ru = {
  title: 'API «Пристани»',
  about: 'REST API учётной системы дневных центров: события, мероприятия, запись посетителей.',
  rules: [
    'JSON под <code>/api</code>. Коды записей — UUID. Даты <code>ГГГГ-ММ-ДД</code> и время <code>ЧЧ:ММ</code> — по часам места, моменты — ISO 8601 в UTC. Пустое значение — null.',
    'Сотрудник входит через <code>POST /api/users/login</code> и шлёт <code>Authorization: JWT …</code>. Программа шлёт <code>Authorization: integrations API-Key …</code>; права ключа — <code>read</code> или <code>booking</code>.',
    'Ошибка: <code>{"errors": [{"message", "data": {"code"}}]}</code>, текст на языке Accept-Language.',
    '<code>limit</code> не больше 200, <code>depth</code> не больше 3, тело запроса не больше 1 МБ.',
  ],
  contents: 'Содержание',
  errors: 'Коды ошибок',
  records: 'Записи',
  parameters: 'Параметры',
  required: 'обязательно',
  example: 'например',
  body: 'Тело запроса',
  schema: 'Схема',
  answers: 'Ответы',
  open: 'Без входа.',
  code: 'Код',
  status: 'HTTP',
  meaning: 'Что значит',
  places: { path: 'в адресе', query: 'в запросе', header: 'заголовок' },
  tags: {
    'Signing in': 'Вход',
    Events: 'События',
    Occurrences: 'Мероприятия',
    Bookings: 'Запись',
    Attendance: 'Посещение',
    Visitors: 'Посетители',
    Catalogue: 'Каталог',
    Exports: 'Выгрузка',
    'People who work': 'Сотрудники и волонтёры',
    Integrations: 'Интеграции',
    Logs: 'Журналы',
    Health: 'Состояние',
    Description: 'Описание',
  } as Record<string, string>,
  sentence: (code: string, known: string): string => (isCode(code) ? sentence('ru', code) : known),
}

export type Texts = typeof ru

const en: Texts = {
  title: 'Pristan API',
  about: 'REST API of the back-office of day centres: events, occurrences, bookings.',
  rules: [
    'JSON under <code>/api</code>. Ids are UUIDs. Dates <code>YYYY-MM-DD</code> and times <code>HH:mm</code> are on the clocks of the place, instants are ISO 8601 in UTC. An empty value is null.',
    'Staff sign in with <code>POST /api/users/login</code> and send <code>Authorization: JWT …</code>. Programs send <code>Authorization: integrations API-Key …</code>; the scope of a key is <code>read</code> or <code>booking</code>.',
    'An error: <code>{"errors": [{"message", "data": {"code"}}]}</code>, in the language of Accept-Language.',
    '<code>limit</code> is at most 200, <code>depth</code> at most 3, a body at most 1 MB.',
  ],
  contents: 'Contents',
  errors: 'Error codes',
  records: 'Records',
  parameters: 'Parameters',
  required: 'required',
  example: 'for example',
  body: 'Body',
  schema: 'Schema',
  answers: 'Answers',
  open: 'Open to everybody.',
  code: 'Code',
  status: 'HTTP',
  meaning: 'Meaning',
  places: { path: 'in the path', query: 'in the query', header: 'header' },
  tags: {},
  sentence: (_code, known) => known,
}

export const TEXTS: Record<Language, Texts> = { ru, en }
