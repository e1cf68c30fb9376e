import type { MessageKind, RecipientKind, UnsentReason } from '@/domain/messages/kinds'
import { storedWord, type Word } from './storedWord'

/** Kinds of messages, whom they go to and why they did not: the same in the panel and in letters. */
export const KIND_WORDS: Record<MessageKind, Word> = {
  bookingConfirmed: { ru: 'Подтверждение записи', en: 'Booking confirmed' },
  bookingsMoved: { ru: 'Изменение записи', en: 'Bookings moved' },
  bookingsCancelled: { ru: 'Отмена записи', en: 'Bookings cancelled' },
  eventAnnounced: { ru: 'Новое событие', en: 'New event' },
  reminder: { ru: 'Напоминание', en: 'Reminder' },
  missed: { ru: 'Не пришли', en: 'Who did not come' },
  dailySummary: { ru: 'Итоги дня', en: 'Daily summary' },
  failures: { ru: 'Сбои отправки', en: 'Failures' },
  noBackup: { ru: 'Нет резервной копии', en: 'No backup' },
}

export const RECIPIENT_WORDS: Record<RecipientKind, Word> = {
  volunteers: { ru: 'Волонтёру', en: 'A volunteer' },
  volunteerChat: { ru: 'В чат волонтёров', en: 'The volunteers’ chat' },
  users: { ru: 'Администратору', en: 'An administrator' },
  administrators: { ru: 'Администраторам', en: 'Administrators' },
}

export const REASON_WORDS: Record<UnsentReason, Word> = {
  nothingLeft: { ru: 'Сообщать больше не о чем', en: 'Nothing left to say' },
  tooLate: { ru: 'Уже поздно', en: 'Too late' },
  recipientGone: { ru: 'Получателя больше нет', en: 'The recipient is gone' },
  recipientBlocked: { ru: 'Волонтёр заблокирован', en: 'The volunteer is blocked' },
  notMember: { ru: 'Больше не в чате волонтёров', en: 'Has left the volunteers’ chat' },
  notConfigured: { ru: 'Способ отправки не настроен', en: 'This way of sending is not set up' },
  stoppedBot: { ru: 'Остановил бота, ждём, пока напишет сам', en: 'Stopped the bot: waits until they write to it' },
  unreachable: { ru: 'Сервер не отвечает', en: 'The server does not answer' },
  tooMany: { ru: 'Слишком много сообщений сразу', en: 'Too many messages at once' },
  fault: { ru: 'Ошибка программы', en: 'A fault of the program' },
}

const WORDS = { ...KIND_WORDS, ...RECIPIENT_WORDS, ...REASON_WORDS }

/** A kind, a recipient or a reason of a message. A server's own answer has no word and is shown as it is. */
export const messageWord = (name: string, language: 'ru' | 'en'): string => storedWord(WORDS, name, language)
