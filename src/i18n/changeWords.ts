import type { Role, Scope as KeyScope, Source } from '@/domain/access/caller'
import type { ParticipantStatus } from '@/domain/attendance/decideMark'
import type { FactName } from '@/domain/audit/entry'
import type { EditScope } from '@/domain/events/input'
import type { DateStatus } from '@/domain/events/plan'
import type { EventType } from '@/domain/events/series'
import type { MessageStatus } from '@/domain/messages/kinds'
import type { VisitorStatus } from '@/domain/visitors/status'
import { storedWord, type Word } from './storedWord'

type Value =
  ParticipantStatus | DateStatus | VisitorStatus | Role | EventType | Source | KeyScope | EditScope | MessageStatus

/** What the log and the messages call the things they hold. */
export const FIELD_WORDS: Record<FactName, Word> = {
  before: { ru: 'Было', en: 'Was' },
  after: { ru: 'Стало', en: 'Is' },
  from: { ru: 'Было', en: 'Was' },
  to: { ru: 'Стало', en: 'Is' },
  title: { ru: 'Название', en: 'Title' },
  name: { ru: 'Имя', en: 'Name' },
  description: { ru: 'Описание', en: 'Description' },
  address: { ru: 'Адрес', en: 'Address' },
  timezone: { ru: 'Часовой пояс', en: 'Time zone' },
  active: { ru: 'Действует', en: 'Active' },
  place: { ru: 'Место', en: 'Place' },
  type: { ru: 'Тип', en: 'Type' },
  date: { ru: 'Дата', en: 'Date' },
  dates: { ru: 'Даты', en: 'Dates' },
  startTime: { ru: 'Начало', en: 'Start' },
  endTime: { ru: 'Конец', en: 'End' },
  startsAt: { ru: 'Начало', en: 'Start' },
  endsAt: { ru: 'Конец', en: 'End' },
  at: { ru: 'Когда', en: 'At' },
  capacity: { ru: 'Вместимость', en: 'Capacity' },
  minutes: { ru: 'Длительность, мин', en: 'Duration, min' },
  bookingWindow: { ru: 'Окно бронирования', en: 'Booking window' },
  registration: { ru: 'Первичная регистрация', en: 'First registration' },
  allowOverlap: { ru: 'Может идти одновременно', en: 'May overlap' },
  recurrence: { ru: 'Повторение', en: 'Recurrence' },
  rrule: { ru: 'Правило', en: 'Rule' },
  skipDates: { ru: 'Пропущенные даты', en: 'Skipped dates' },
  services: { ru: 'Услуги', en: 'Services' },
  service: { ru: 'Услуга', en: 'Service' },
  event: { ru: 'Событие', en: 'Event' },
  occurrence: { ru: 'Мероприятие', en: 'Occurrence' },
  visitor: { ru: 'Посетитель', en: 'Visitor' },
  participant: { ru: 'Запись', en: 'Booking' },
  participants: { ru: 'Записи', en: 'Bookings' },
  source: { ru: 'Откуда', en: 'From' },
  announce: { ru: 'Сообщить в чат', en: 'Announce in the chat' },
  scope: { ru: 'Что можно или что изменено', en: 'Scope' },
  reason: { ru: 'Причина', en: 'Reason' },
  because: { ru: 'Из-за чего', en: 'Because of' },
  continuedBy: { ru: 'Продолжено событием', en: 'Continued by' },
  added: { ru: 'Добавлено дат', en: 'Dates added' },
  moved: { ru: 'Сдвинуто', en: 'Moved' },
  removed: { ru: 'Убрано', en: 'Removed' },
  lastName: { ru: 'Фамилия', en: 'Last name' },
  firstName: { ru: 'Имя', en: 'First name' },
  middleName: { ru: 'Отчество', en: 'Middle name' },
  fullName: { ru: 'ФИО', en: 'Full name' },
  phone: { ru: 'Телефон', en: 'Phone' },
  comment: { ru: 'Комментарий', en: 'Comment' },
  photo: { ru: 'Фото', en: 'Photo' },
  birthYear: { ru: 'Год рождения', en: 'Birth year' },
  cardNumber: { ru: 'Номер карты', en: 'Card number' },
  status: { ru: 'Статус', en: 'Status' },
  consent: { ru: 'Согласие', en: 'Consent' },
  email: { ru: 'Email', en: 'Email' },
  role: { ru: 'Роль', en: 'Role' },
  telegramId: { ru: 'Номер в Telegram', en: 'Telegram id' },
  blocked: { ru: 'Заблокирован', en: 'Blocked' },
  revokedAt: { ru: 'Отозван', en: 'Revoked at' },
  format: { ru: 'Вид', en: 'Format' },
  columns: { ru: 'Столбцы', en: 'Columns' },
  rows: { ru: 'Строк', en: 'Rows' },
  filter: { ru: 'Отбор', en: 'Filter' },
  again: { ru: 'Записан снова', en: 'Booked again' },
  by: { ru: 'Каким путём', en: 'By' },
  counts: { ru: 'Сколько чего', en: 'Counts' },
  erased: { ru: 'Человек стёрт', en: 'Person erased' },
  error: { ru: 'Ошибка', en: 'Error' },
  field: { ru: 'Поле', en: 'Field' },
  fields: { ru: 'Поля', en: 'Fields' },
  hash: { ru: 'Строка книги стираний', en: 'Line of the ledger' },
  ids: { ru: 'Сколько людей', en: 'People' },
  issuer: { ru: 'Провайдер', en: 'Provider' },
  line: { ru: 'Строка услуги', en: 'Service line' },
  mksId: { ru: 'Код в МКС', en: 'MKS id' },
  password: { ru: 'Пароль', en: 'Password' },
  since: { ru: 'С какого времени', en: 'Since' },
}

const VALUE_WORDS: Record<Value, Word> = {
  expected: { ru: 'Ожидается', en: 'Expected' },
  attended: { ru: 'Присутствовал', en: 'Attended' },
  noShow: { ru: 'Не пришел', en: 'No-show' },
  cancelled: { ru: 'Отменено', en: 'Cancelled' },
  scheduled: { ru: 'По плану', en: 'Scheduled' },
  new: { ru: 'Новый', en: 'New' },
  registered: { ru: 'Зарегистрирован', en: 'Registered' },
  administrator: { ru: 'Администратор', en: 'Administrator' },
  coordinator: { ru: 'Координатор', en: 'Coordinator' },
  viewer: { ru: 'Наблюдатель', en: 'Viewer' },
  oneOff: { ru: 'Разовое', en: 'One-off' },
  recurring: { ru: 'Повторяющееся', en: 'Recurring' },
  bot: { ru: 'Бот', en: 'Bot' },
  panel: { ru: 'Панель', en: 'Panel' },
  api: { ru: 'API', en: 'API' },
  read: { ru: 'Читать', en: 'Read' },
  booking: { ru: 'Записывать', en: 'Book' },
  all: { ru: 'Все даты', en: 'All dates' },
  following: { ru: 'Эта дата и следующие', en: 'This date and the following' },
  day: { ru: 'Одна дата', en: 'One date' },
  pending: { ru: 'Ждёт', en: 'Pending' },
  failed: { ru: 'Не отправлено', en: 'Failed' },
  parked: { ru: 'Отложено', en: 'Parked' },
  sent: { ru: 'Отправлено', en: 'Sent' },
  skipped: { ru: 'Не понадобилось', en: 'Not needed' },
}

export const fieldWord = (name: string, language: 'ru' | 'en'): string => storedWord(FIELD_WORDS, name, language)

/** Where words and not somebody's text can stand: a comment that says «new» stays what it is. */
const OF_WORDS: ReadonlySet<string> = new Set<FactName>(['from', 'to', 'status', 'role', 'type', 'source', 'scope'])

export const valueWord = (name: string, value: string, language: 'ru' | 'en'): string =>
  OF_WORDS.has(name) ? storedWord(VALUE_WORDS, value, language) : value
