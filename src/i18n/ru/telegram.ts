import type { telegram as english } from '../en/telegram'
import type { Translated } from '../shape'

export const telegram: Translated<typeof english> = {
  nextDay: '{hours} следующего дня',
  confirmed: 'Запись подтверждена',
  moved: 'Изменилась запись: {people}',
  warn: 'Предупредите, пожалуйста, тех, кого записали.',
  card: 'карта {card}',
  newPlace: 'Новое место, время прежнее',
  newZone: 'Исправлен часовой пояс места: время по местным часам прежнее',
  wasUntil: 'Было: до {time}',
  was: 'Было: {when}',
  wasAt: 'Было: {service}, {when}, {place}',
  now: 'Стало: {when}',
  cancelled: 'Отменена запись: {people}',
  reason: 'Причина: {reason}',
  today: 'Сегодня, {date}: {people}',
  tomorrow: 'Завтра, {date}: {people}',
  yourPeople: 'Вы их записали.',
  missed: 'Не пришли {date}: {people}',
  missedOfYours: 'Из тех, кого вы записали.',
  serviceLine: '{hours} {service}: {places}',
  nextDate: 'Ближайшая дата: {date}',
  bookInBot: 'Записывайте посетителей в боте.',
  moreNames: '…и ещё {count}',
  moreSections: '…и ещё {count}: все записи видны в боте, «Мои записи».',
}
