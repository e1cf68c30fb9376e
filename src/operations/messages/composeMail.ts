import { lastVerified } from '@/db/audit-state'
import { backupFacts, leftOutOfBackups } from '@/db/backup/state'
import { botFacts } from '@/db/bot-watch'
import { failedSince, fullDays, summaryOfDate } from '@/db/message-facts'
import type { Claimed } from '@/db/outbox'
import type { Db } from '@/db/sql'
import { backupTrouble } from '@/domain/backups/trouble'
import { botTroubles } from '@/domain/bot/trouble'
import { ACCOUNT_CHANGES, type MailKind, type MessageKind } from '@/domain/messages/kinds'
import { addDays } from '@/domain/time/calendar'
import type { Mail } from '@/notifications/mail/layout'
import {
  accountChangedMail,
  botTroubleMail,
  dailySummaryMail,
  failuresMail,
  leftOutMail,
  logChangedMail,
  noBackupMail,
} from '@/notifications/texts/mail'
import type { Composed } from './compose'

const MS_PER_DAY = 86_400_000
/** A summary later than this is outdated and not sent. */
const LATEST_DAYS = 3
const DAYS_AHEAD = 7

type Composing = { db: Db; message: Claimed; panel: string | null; now: Date }

/** A mail to an administrator from the current data. */
export const composeMail = async (composing: Composing): Promise<Composed<Mail>> => {
  const { message, now } = composing
  if (!isLetter(message.kind)) throw new Error(`No letter is made of a message ${message.kind}`)
  if (now.getTime() - message.createdAt.getTime() > LATEST_DAYS * MS_PER_DAY) return { kind: 'skip', reason: 'tooLate' }
  return COMPOSERS[message.kind](composing)
}

const failures = async ({ db, message, panel }: Composing): Promise<Composed<Mail>> => {
  const failed = await failedSince(db, new Date(String(message.payload.since)))
  return failed.length === 0
    ? { kind: 'skip', reason: 'nothingLeft' }
    : { kind: 'ready', content: failuresMail(failed, panel) }
}

const dailySummary = async ({ db, message, panel, now }: Composing): Promise<Composed<Mail>> => {
  const date = String(message.payload.date)
  const lines = await summaryOfDate(db, date)
  const full = await fullDays(db, addDays(date, 1), addDays(date, DAYS_AHEAD))
  const failed = await failedSince(db, new Date(message.createdAt.getTime() - MS_PER_DAY))
  if (lines.length === 0 && full.length === 0 && failed.length === 0) return { kind: 'skip', reason: 'nothingLeft' }
  return { kind: 'ready', content: dailySummaryMail({ date, lines, full, failed, panel, now }) }
}

/** Skipped if a backup has been made since. */
const noBackup = async ({ db, panel, now }: Composing): Promise<Composed<Mail>> => {
  const facts = await backupFacts(db)
  const trouble = backupTrouble(facts, now)
  return trouble === null
    ? { kind: 'skip', reason: 'nothingLeft' }
    : { kind: 'ready', content: noBackupMail({ trouble, succeededAt: facts.succeededAt, panel }) }
}

const leftOut = async ({ db }: Composing): Promise<Composed<Mail>> => {
  const { names } = await leftOutOfBackups(db)
  return names.length === 0 ? { kind: 'skip', reason: 'nothingLeft' } : { kind: 'ready', content: leftOutMail(names) }
}

/** Skipped if the log was found whole since. */
const logChanged = async ({ db, panel }: Composing): Promise<Composed<Mail>> => {
  const verified = await lastVerified(db)
  return verified?.fault
    ? { kind: 'ready', content: logChangedMail({ at: new Date(verified.at), panel }) }
    : { kind: 'skip', reason: 'nothingLeft' }
}

/** Skipped if the problem is over by the time of sending. */
const botTrouble = async ({ db, message, panel, now }: Composing): Promise<Composed<Mail>> => {
  const trouble = botTroubles(await botFacts(db, now), now).find(({ kind }) => kind === message.payload.reason)
  return trouble
    ? { kind: 'ready', content: botTroubleMail({ ...trouble, panel }) }
    : { kind: 'skip', reason: 'nothingLeft' }
}

const accountChanged = async ({ message, panel }: Composing): Promise<Composed<Mail>> => {
  const change = ACCOUNT_CHANGES.find((one) => one === message.payload.reason)
  return change
    ? { kind: 'ready', content: accountChangedMail({ change, at: message.createdAt, panel }) }
    : { kind: 'skip', reason: 'nothingLeft' }
}

const COMPOSERS: Record<MailKind, (composing: Composing) => Promise<Composed<Mail>>> = {
  dailySummary,
  failures,
  noBackup,
  leftOut,
  botTrouble,
  accountChanged,
  logChanged,
}

const isLetter = (kind: MessageKind): kind is MailKind => Object.hasOwn(COMPOSERS, kind)
