/** What an administrator reads instead of the names in the code. */
export const KIND_WORDS: Record<string, string> = {
  bookingConfirmed: 'Подтверждение записи',
  bookingsMoved: 'Изменение записи',
  bookingsCancelled: 'Отмена записи',
  eventAnnounced: 'Новое событие',
  reminder: 'Напоминание',
  missed: 'Не пришли',
  dailySummary: 'Итоги дня',
  failures: 'Сбои отправки',
}

export const REASON_WORDS: Record<string, string> = {
  nothingLeft: 'Сообщать больше не о чем',
  tooLate: 'Уже поздно',
  recipientGone: 'Получателя больше нет',
  recipientBlocked: 'Волонтёр заблокирован',
  notMember: 'Больше не в чате волонтёров',
  notConfigured: 'Способ отправки не настроен',
  stoppedBot: 'Остановил бота, ждём, пока напишет сам',
  unreachable: 'Сервер не отвечает',
  tooMany: 'Слишком много сообщений сразу',
  fault: 'Ошибка программы',
}
