import { DateTime } from 'luxon'
import type { SummaryLine } from '@/db/message-facts'
import { LONGEST_HOURS, type BackupTrouble } from '@/domain/backups/trouble'
import { mailOf, type Block, type Mail, type MailLanguage } from '@/notifications/mail/layout'
import { messageText } from '@/i18n/messages'
import { counted, dateText, MESSAGES, PEOPLE, timeText } from './words'

type Failed = { kind: string; error: string | null; count: number }

export type Summary = {
  date: string
  lines: readonly SummaryLine[]
  full: readonly { place: string; title: string; date: string; participants: number; capacity: number }[]
  failed: readonly Failed[]
  /** Where the panel is; null when nobody has said. */
  panel: string | null
  now: Date
}

const OCCURRENCES = { one: 'мероприятие', few: 'мероприятия', many: 'мероприятий' }

const sum = (lines: readonly SummaryLine[], of: (line: SummaryLine) => number): number =>
  lines.reduce((all, line) => all + of(line), 0)

const byPlace = (lines: readonly SummaryLine[]): [string, SummaryLine[]][] => {
  const places = new Map<string, SummaryLine[]>()
  for (const line of lines) places.set(line.place, [...(places.get(line.place) ?? []), line])
  return [...places]
}

const wasThere = (lines: readonly SummaryLine[]): Block[] => {
  const held = lines.filter(({ cancelled }) => !cancelled)
  if (held.length === 0) return [{ kind: 'text', text: 'Вчера мероприятий не было.' }]
  const [attended, noShow, expected] = [
    sum(held, (line) => line.attended),
    sum(held, (line) => line.noShow),
    sum(held, (line) => line.expected),
  ]
  return [
    {
      kind: 'text',
      text: `Прошло ${counted(held.length, OCCURRENCES)}. Пришли: ${attended}, не пришли: ${noShow}${expected > 0 ? `, не отмечены: ${expected}` : ''}.`,
    },
    ...(expected > 0
      ? [
          {
            kind: 'text' as const,
            text: `Ещё не отмечено: ${counted(expected, PEOPLE)}. Отметьте их в панели, чтобы отчёт был верным.`,
          },
        ]
      : []),
    ...byPlace(held).flatMap(([place, own]): Block[] => [
      { kind: 'title', text: place },
      {
        kind: 'table',
        head: ['Услуга', 'Записано', 'Пришли', 'Не пришли', 'Не отмечены'],
        rows: own.map((line) => [
          `${timeText(line.startsAt, line.timezone)} ${line.service}`,
          `${line.participants} из ${line.capacity}`,
          line.attended,
          line.noShow,
          line.expected,
        ]),
      },
    ]),
  ]
}

export const failedLines = (failed: readonly Failed[]): string[] =>
  failed.map(
    ({ kind, error, count }) =>
      `${messageText.word('ru', 'outbox.kind', kind)}: ${count} (${error === null ? 'причина неизвестна' : messageText.word('ru', 'outbox.reason', error)})`,
  )

const panelButton = (panel: string | null, label: string, path: string): Block[] =>
  panel === null ? [] : [{ kind: 'button', label, url: `${panel}${path}` }]

/** What was, who came, where no place is left, what could not be sent. In numbers: a mailbox is no place for names. */
export const dailySummaryMail = ({ date, lines, full, failed, panel, now }: Summary): Mail => {
  const cancelled = lines.filter((line) => line.cancelled)
  return mailOf(`Итоги дня: ${dateText(date, now)}`, [
    ...wasThere(lines),
    ...(cancelled.length > 0
      ? [
          { kind: 'title' as const, text: 'Отменено' },
          {
            kind: 'list' as const,
            items: cancelled.map((line) => `${timeText(line.startsAt, line.timezone)} ${line.service}, ${line.place}`),
          },
        ]
      : []),
    ...(full.length > 0
      ? [
          { kind: 'title' as const, text: 'Мест больше нет' },
          {
            kind: 'list' as const,
            items: full.map(
              (day) =>
                `${dateText(day.date, now)}: ${day.title}, ${day.place} (${day.participants} из ${day.capacity})`,
            ),
          },
        ]
      : []),
    ...(failed.length > 0
      ? [
          { kind: 'title' as const, text: 'Не отправлено' },
          { kind: 'list' as const, items: failedLines(failed) },
        ]
      : []),
    ...panelButton(panel, 'Открыть панель', '/admin'),
  ])
}

export const failuresMail = (failed: readonly Failed[], panel: string | null): Mail => {
  const total = failed.reduce((all, { count }) => all + count, 0)
  return mailOf(`Не отправлено: ${counted(total, MESSAGES)}`, [
    {
      kind: 'text',
      text: 'Эти сообщения отправить не удалось, и повторять само по себе больше ничего не будет. Людей, которых они касались, стоит предупредить иначе.',
    },
    { kind: 'list', items: failedLines(failed) },
    { kind: 'text', text: 'В панели, в разделе «Сообщения», видно каждое из них; там же их можно отправить ещё раз.' },
    ...panelButton(
      panel,
      'Открыть сообщения',
      '/admin/collections/messages?where[or][0][and][0][status][equals]=failed',
    ),
  ])
}

export const noBackupMail = ({
  trouble,
  succeededAt,
  panel,
}: {
  trouble: BackupTrouble
  succeededAt: Date | null
  panel: string | null
}): Mail =>
  mailOf(trouble === 'failed' ? 'Резервная копия не сделана' : 'Давно нет резервной копии', [
    {
      kind: 'text',
      text:
        trouble === 'failed'
          ? 'Последнюю резервную копию сделать или проверить не удалось. Если сейчас сломается диск, записи пропадут.'
          : `Уже больше ${LONGEST_HOURS} часов нет ни одной новой резервной копии: похоже, не работает процесс worker. Если сейчас сломается диск, записи пропадут.`,
    },
    {
      kind: 'text',
      text:
        succeededAt === null
          ? 'Ни одной проверенной копии пока нет.'
          : `Последняя проверенная копия: ${DateTime.fromJSDate(succeededAt, { zone: 'Europe/Moscow' }).toFormat('dd.MM.yyyy HH:mm')} по Москве.`,
    },
    {
      kind: 'text',
      text: 'Передайте это письмо тому, кто следит за сервером: причина — в журнале процесса worker и в разделе «Ошибки программы», что делать — в docs/runbook.md, раздел Backups. Проверить сразу: npm run backup.',
    },
    ...panelButton(panel, 'Открыть ошибки', '/admin/collections/error-reports'),
  ])

const PASSWORD = {
  ru: {
    subject: 'Новый пароль для входа',
    asked:
      'Кто-то, наверное вы, попросил новый пароль для входа в Пристань. Чтобы его задать, откройте ссылку: она действует один час.',
    button: 'Задать новый пароль',
    otherwise: 'Если вы об этом не просили, ничего делать не нужно: пароль останется прежним.',
  },
  en: {
    subject: 'A new password',
    asked:
      'Somebody, probably you, asked for a new password for Pristan. Open the link to set it: it works for one hour.',
    button: 'Set a new password',
    otherwise: 'If you did not ask for it, there is nothing to do: the password stays as it is.',
  },
}

/** The one mail that its reader has asked for, in the language they asked in. */
export const passwordMail = (url: string, language: MailLanguage): Mail => {
  const { subject, asked, button, otherwise } = PASSWORD[language]
  return mailOf(
    subject,
    [
      { kind: 'text', text: asked },
      { kind: 'button', label: button, url },
      { kind: 'text', text: otherwise },
    ],
    language,
  )
}
