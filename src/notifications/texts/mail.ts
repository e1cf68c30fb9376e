import { DateTime } from 'luxon'
import type { SummaryLine } from '@/db/message-facts'
import type { AccountChange } from '@/domain/messages/kinds'
import type { BotTrouble } from '@/domain/bot/trouble'
import { LONGEST_HOURS, type BackupTrouble } from '@/domain/backups/trouble'
import { mailOf, type Block, type Mail, type MailLanguage } from '@/notifications/mail/layout'
import { messageText } from '@/i18n/messages'
import { LANGUAGE, say } from './say'
import { dateText, timeText } from './words'

type Failed = { kind: string; error: string | null; count: number }

export type Summary = {
  date: string
  lines: readonly SummaryLine[]
  full: readonly { place: string; title: string; date: string; participants: number; capacity: number }[]
  failed: readonly Failed[]
  /** The panel's address; null if it is not configured. */
  panel: string | null
  now: Date
}

const HEAD = ['service', 'booked', 'attended', 'noShow', 'expected'] as const

const sum = (lines: readonly SummaryLine[], of: (line: SummaryLine) => number): number =>
  lines.reduce((all, line) => all + of(line), 0)

const byPlace = (lines: readonly SummaryLine[]): [string, SummaryLine[]][] => {
  const places = new Map<string, SummaryLine[]>()
  for (const line of lines) places.set(line.place, [...(places.get(line.place) ?? []), line])
  return [...places]
}

/** Whoever is expected at what is not over yet, as in a night, can still be marked in time. */
const unmarked =
  (now: Date) =>
  ({ endsAt, expected }: SummaryLine): number =>
    endsAt > now ? 0 : expected

const wasThere = (lines: readonly SummaryLine[], now: Date): Block[] => {
  const held = lines.filter(({ cancelled }) => !cancelled)
  if (held.length === 0) return [{ kind: 'text', text: say('mail.summary.nothingHeld') }]
  const [attended, noShow, expected] = [
    sum(held, (line) => line.attended),
    sum(held, (line) => line.noShow),
    sum(held, unmarked(now)),
  ]
  const goesOn = ` (${say('mail.summary.goesOn')})`
  const occurrences = say('counts.occurrences', { count: held.filter(({ endsAt }) => endsAt <= now).length })
  return [
    {
      kind: 'text',
      text:
        expected > 0
          ? say('mail.summary.heldUnmarked', { occurrences, attended, noShow, expected })
          : say('mail.summary.held', { occurrences, attended, noShow }),
    },
    ...(expected > 0
      ? [
          {
            kind: 'text' as const,
            text: say('mail.summary.mark', { people: say('counts.people', { count: expected }) }),
          },
        ]
      : []),
    ...byPlace(held).flatMap(([place, own]): Block[] => [
      { kind: 'title', text: place },
      {
        kind: 'table',
        head: HEAD.map((column) => say(`mail.summary.head.${column}`)),
        rows: own.map((line) => [
          `${timeText(line.startsAt, line.timezone)} ${line.service}${line.endsAt > now ? goesOn : ''}`,
          say('mail.summary.taken', { taken: line.participants, capacity: line.capacity }),
          line.attended,
          line.noShow,
          line.endsAt > now ? '—' : line.expected,
        ]),
      },
    ]),
  ]
}

export const failedLines = (failed: readonly Failed[]): string[] =>
  failed.map(({ kind, error, count }) =>
    say('mail.failures.line', {
      kind: messageText.word(LANGUAGE, 'outbox.kind', kind),
      count,
      reason: error === null ? say('mail.failures.unknown') : messageText.word(LANGUAGE, 'outbox.reason', error),
    }),
  )

const inMoscow = (at: Date): string => DateTime.fromJSDate(at, { zone: 'Europe/Moscow' }).toFormat('dd.MM.yyyy HH:mm')

const panelButton = (panel: string | null, label: string, path: string): Block[] =>
  panel === null ? [] : [{ kind: 'button', label, url: `${panel}${path}` }]

/**
 * Yesterday's events and attendance, full occurrences and unsent messages. Only numbers: names don't belong in a
 * mailbox.
 */
export const dailySummaryMail = ({ date, lines, full, failed, panel, now }: Summary): Mail => {
  const cancelled = lines.filter((line) => line.cancelled)
  return mailOf(say('mail.summary.subject', { date: dateText(date, now) }), [
    ...wasThere(lines, now),
    ...(cancelled.length > 0
      ? [
          { kind: 'title' as const, text: say('mail.summary.cancelled') },
          {
            kind: 'list' as const,
            items: cancelled.map((line) => `${timeText(line.startsAt, line.timezone)} ${line.service}, ${line.place}`),
          },
        ]
      : []),
    ...(full.length > 0
      ? [
          { kind: 'title' as const, text: say('mail.summary.full') },
          {
            kind: 'list' as const,
            items: full.map(({ date: on, title, place, participants: taken, capacity }) =>
              say('mail.summary.fullDay', { date: dateText(on, now), title, place, taken, capacity }),
            ),
          },
        ]
      : []),
    ...(failed.length > 0
      ? [
          { kind: 'title' as const, text: say('mail.summary.failed') },
          { kind: 'list' as const, items: failedLines(failed) },
        ]
      : []),
    ...panelButton(panel, say('mail.summary.openPanel'), '/admin'),
  ])
}

export const failuresMail = (failed: readonly Failed[], panel: string | null): Mail => {
  const total = failed.reduce((all, { count }) => all + count, 0)
  return mailOf(say('mail.failures.subject', { messages: say('counts.messages', { count: total }) }), [
    { kind: 'text', text: say('mail.failures.text') },
    { kind: 'list', items: failedLines(failed) },
    { kind: 'text', text: say('mail.failures.where') },
    ...panelButton(
      panel,
      say('mail.failures.open'),
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
  mailOf(say(`mail.noBackup.subject.${trouble}`), [
    {
      kind: 'text',
      text: trouble === 'failed' ? say('mail.noBackup.failed') : say('mail.noBackup.overdue', { hours: LONGEST_HOURS }),
    },
    {
      kind: 'text',
      text:
        succeededAt === null
          ? say('mail.noBackup.never')
          : say('mail.noBackup.last', {
              at: inMoscow(succeededAt),
            }),
    },
    { kind: 'text', text: say('mail.noBackup.whatNow') },
    ...panelButton(panel, say('mail.noBackup.open'), '/admin/collections/error-reports'),
  ])

export const logChangedMail = ({ at, panel }: { at: Date; panel: string | null }): Mail =>
  mailOf(say('mail.logChanged.subject'), [
    { kind: 'text', text: say('mail.logChanged.text', { at: inMoscow(at) }) },
    { kind: 'text', text: say('mail.logChanged.whatNow') },
    ...panelButton(panel, say('mail.logChanged.open'), '/admin/collections/audit-log'),
  ])

export const leftOutMail = (names: readonly string[]): Mail =>
  mailOf(say('mail.leftOut.subject'), [
    { kind: 'text', text: say('mail.leftOut.text') },
    { kind: 'list', items: [...names] },
    { kind: 'text', text: say('mail.leftOut.whatNow') },
  ])

/** What is wrong, since when, what it means and what to do. Written for whoever gets it, not for whoever runs the server. */
export const botTroubleMail = ({ kind, since, panel }: BotTrouble & { panel: string | null }): Mail =>
  mailOf(say(`botTrouble.what.${kind}`), [
    { kind: 'text', text: say(`botTrouble.means.${kind}`) },
    { kind: 'text', text: say('mail.botTrouble.since', { at: inMoscow(since) }) },
    { kind: 'text', text: say('mail.botTrouble.again') },
    ...(kind === 'parked'
      ? panelButton(panel, say('mail.failures.open'), '/admin/collections/messages')
      : panelButton(panel, say('mail.botTrouble.open'), '/admin')),
  ])

/** To the owner of an account, whoever changed it: they notice when it was not they. */
export const accountChangedMail = ({
  change,
  at,
  panel,
}: {
  change: AccountChange
  at: Date
  panel: string | null
}): Mail =>
  mailOf(say(`mail.account.what.${change}`), [
    { kind: 'text', text: say(`mail.account.text.${change}`) },
    { kind: 'text', text: say('mail.account.at', { at: inMoscow(at) }) },
    { kind: 'text', text: say('mail.account.notYou') },
    ...panelButton(panel, say('mail.account.open'), '/admin/forgot'),
  ])

/** The only mail sent on request, so it uses the language of the request. */
export const passwordMail = (url: string, language: MailLanguage): Mail => {
  const inTheirs = (key: 'subject' | 'asked' | 'button' | 'otherwise'): string =>
    messageText(language, `mail.password.${key}`)
  return mailOf(
    inTheirs('subject'),
    [
      { kind: 'text', text: inTheirs('asked') },
      { kind: 'button', label: inTheirs('button'), url },
      { kind: 'text', text: inTheirs('otherwise') },
    ],
    language,
  )
}
