import type { outbox as english } from '../en/outbox'
import type { Translated } from '../shape'

export const outbox: Translated<typeof english> = {
  kind: {
    bookingConfirmed: 'Подтверждение записи',
    bookingsMoved: 'Изменение записи',
    bookingsCancelled: 'Отмена записи',
    eventAnnounced: 'Новое событие',
    reminder: 'Напоминание',
    missed: 'Не пришли',
    dailySummary: 'Итоги дня',
    failures: 'Сбои отправки',
    noBackup: 'Нет резервной копии',
    leftOut: 'Не вошло в копию',
    botTrouble: 'Неполадка бота',
    accountChanged: 'Изменён вход в учётную запись',
    logChanged: 'Журнал изменён',
  },
  recipient: {
    volunteers: 'Волонтёру',
    volunteerChat: 'В чат волонтёров',
    users: 'Администратору',
    administrators: 'Администраторам',
  },
  reason: {
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
  },
}
