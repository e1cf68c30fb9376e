import { z } from 'zod'
import {
  URGENCY,
  type FailureReason,
  type MessageKind,
  type MessageStatus,
  type RecipientKind,
} from '@/domain/messages/kinds'
import { bool, instant, int, json, keyOf, messageStatus, nullable, oneOf, present, text, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

const INSERT_MESSAGES = prepared(
  'enqueue-messages',
  `INSERT INTO messages (kind, recipient_kind, recipient_id, payload, not_before, dedupe_key, request_id,
                         created_at, updated_at)
   SELECT m.kind, m.recipient_kind, m.recipient_id, m.payload, m.not_before, m.dedupe_key, $3, $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS m(kind text, recipient_kind text, recipient_id text, payload jsonb,
                                             not_before timestamptz, dedupe_key text)
   ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING`,
)

/** A message as stored in its table. */
export type NewMessage = {
  kind: MessageKind
  recipient_kind: RecipientKind
  recipient_id: string | null
  payload: Record<string, unknown>
  not_before: string | null
  dedupe_key: string | null
}

/** Of several messages with the same key, only the first is written. */
export const insertMessages = async (
  db: Db,
  messages: readonly NewMessage[],
  requestId: string | null,
  now: Date,
): Promise<void> => {
  await db.rows(INSERT_MESSAGES, [JSON.stringify(messages), now.toISOString(), requestId])
}

/** A message claimed for sending, with current data about its recipient. */
export type Claimed = {
  id: string
  kind: MessageKind
  recipientKind: RecipientKind
  recipientId: string | null
  payload: Record<string, unknown>
  attempts: number
  waits: number
  createdAt: Date
  /** The request that caused the message. Sending it is logged under the same id. */
  requestId: string | null
  claim: string
  leasedUntil: Date
  /** Of a volunteer; null if the volunteer does not exist any more. */
  telegramId: string | null
  blocked: boolean
  /** Telegram reports that the volunteer left the volunteers' chat, so messages must not contain names any more. */
  hasLeft: boolean
  unreachable: boolean
  /** Of an administrator; null if the user is no longer one. */
  email: string | null
}

/** `trying`: the channel may be down, so messages that have waited least go first. */
type Claiming = {
  channels: readonly RecipientKind[]
  most: number
  claim: string
  now: Date
  until: Date
  trying?: boolean
}

const RANKS = Object.entries(URGENCY).map(([kind, rank]) => `WHEN '${kind}' THEN ${rank}`)
const BY_URGENCY = `CASE kind ${RANKS.join(' ')} END`

const recipientKind = oneOf('volunteers', 'volunteerChat', 'users', 'administrators')

const CLAIM_MESSAGES = prepared(
  'claim-messages',
  `WITH due AS (
     SELECT id FROM messages
      WHERE status = 'pending'
        -- A pause after an attempt and a claim are short: longer ones were written while the clock was ahead.
        AND (not_before IS NULL OR not_before <= $1
              OR (attempts + waits > 0 AND not_before > $1::timestamptz + interval '20 hours'))
        AND (leased_until IS NULL OR leased_until <= $1 OR leased_until > $1::timestamptz + interval '1 hour')
        AND recipient_kind = ANY ($2::text[])
      ORDER BY CASE WHEN $6 THEN waits ELSE 0 END, ${BY_URGENCY}, created_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
   taken AS (
     UPDATE messages m SET claim = $4, leased_until = $5 FROM due WHERE m.id = due.id
     RETURNING m.id, m.kind, m.recipient_kind, m.recipient_id, m.payload, m.attempts, m.waits, m.created_at,
            m.request_id, m.claim, m.leased_until)
   SELECT t.id, t.kind, t.recipient_kind AS "recipientKind", t.recipient_id AS "recipientId", t.payload, t.attempts,
          t.waits,
          t.created_at AS "createdAt", t.request_id AS "requestId", t.claim, t.leased_until AS "leasedUntil",
          v.telegram_id AS "telegramId", coalesce(v.blocked, false) AS blocked, v.member IS FALSE AS "hasLeft",
          v.unreachable_since IS NOT NULL AS unreachable,
          CASE WHEN u.id IS NOT NULL THEN coalesce(t.payload->>'email', u.email) END AS email
     FROM taken t
     LEFT JOIN volunteers v ON t.recipient_kind = 'volunteers' AND v.id::text = t.recipient_id
     LEFT JOIN users u ON t.recipient_kind = 'users' AND u.id::text = t.recipient_id
      AND (u.role = 'administrator' OR t.kind = 'accountChanged') AND u.blocked IS NOT TRUE
    ORDER BY ${BY_URGENCY}, t.created_at, t.id`,
  {
    id: uuid,
    kind: keyOf(URGENCY),
    recipientKind,
    recipientId: nullable(text),
    payload: json(z.record(z.string(), z.unknown())),
    attempts: int,
    waits: int,
    createdAt: instant,
    requestId: nullable(text),
    claim: present(uuid),
    leasedUntil: present(instant),
    telegramId: nullable(text),
    blocked: bool,
    hasLeft: bool,
    unreachable: bool,
    email: nullable(text),
  },
)

/** Claims due messages. A claim that is not settled expires at `until`. */
export const claimMessages = (
  db: Db,
  { channels, most, claim, now, until, trying = false }: Claiming,
): Promise<Claimed[]> => db.rows(CLAIM_MESSAGES, [now, channels, most, claim, until, trying])

const KEEP_CLAIM = prepared(
  'keep-claim',
  `UPDATE messages SET leased_until = $3 WHERE id = $1 AND claim = $2 AND status = 'pending' RETURNING id`,
)

/** Renews a claim before something that can't be undone. false: somebody else has it by now. */
export const keepClaim = async (db: Db, { id, claim }: Pick<Claimed, 'id' | 'claim'>, until: Date): Promise<boolean> =>
  (await db.rows(KEEP_CLAIM, [id, claim, until])).length > 0

export type Settlement = {
  status: MessageStatus
  attempts: number
  waits: number
  notBefore: Date | null
  error: string | null
}

const SETTLE_MESSAGE = prepared(
  'settle-message',
  `UPDATE messages
      SET status = $3::message_status, attempts = $4, waits = $5, not_before = $6,
          last_error = CASE WHEN $3 = 'pending' THEN coalesce($7, last_error) ELSE $7 END, claim = NULL,
          leased_until = NULL,
          sent_at = CASE WHEN $3 = 'sent' THEN $8::timestamptz ELSE sent_at END, updated_at = $8
    WHERE id = $1 AND (claim = $2 OR ($3 = 'sent' AND status = 'pending'))`,
)

/**
 * Records the result of a claim, or when the next attempt is due. If the claim was lost, only a success is recorded,
 * because that is certain.
 */
export const settleMessage = async (
  db: Db,
  { id, claim }: Pick<Claimed, 'id' | 'claim'>,
  { status, attempts, waits, notBefore, error }: Settlement,
  now: Date,
): Promise<void> => {
  await db.rows(SETTLE_MESSAGE, [id, claim, status, attempts, waits, notBefore, error, now])
}

const VOLUNTEER_UNREACHABLE = prepared(
  'volunteer-unreachable',
  'UPDATE volunteers SET unreachable_since = coalesce(unreachable_since, $2) WHERE id = $1',
)
const PARK_MESSAGES = prepared(
  'park-messages',
  `UPDATE messages SET status = 'parked', last_error = $2, claim = NULL, leased_until = NULL, updated_at = $3
    WHERE recipient_kind = 'volunteers' AND recipient_id = $1 AND status = 'pending'`,
)

/** The volunteer blocked the bot: all their messages wait until they write to it again. */
export const parkMessagesOf = async (db: Db, volunteer: string, reason: FailureReason, now: Date): Promise<void> => {
  await db.together([
    { statement: VOLUNTEER_UNREACHABLE, values: [volunteer, now] },
    { statement: PARK_MESSAGES, values: [volunteer, reason, now] },
  ])
}

const VOLUNTEER_REACHABLE = prepared(
  'volunteer-reachable',
  'UPDATE volunteers SET unreachable_since = NULL WHERE id = $1 AND unreachable_since IS NOT NULL',
)

const UNPARK_MESSAGES = prepared(
  'unpark-messages',
  `UPDATE messages SET status = 'pending', last_error = NULL, not_before = NULL, updated_at = $2
    WHERE recipient_kind = 'volunteers' AND recipient_id = $1 AND status = 'parked' RETURNING id`,
)

/** The volunteer wrote to the bot, so their waiting messages are sent. Returns how many. */
export const unparkMessagesOf = async (db: Db, volunteer: string, now: Date): Promise<number> => {
  await db.rows(VOLUNTEER_REACHABLE, [volunteer])
  const rows = await db.rows(UNPARK_MESSAGES, [volunteer, now])
  return rows.length
}

const SETTLE_CONFIRMATIONS = prepared(
  'settle-confirmations',
  `UPDATE messages SET status = 'sent', sent_at = $3, updated_at = $3, claim = NULL, leased_until = NULL
    WHERE kind = 'bookingConfirmed' AND recipient_kind = 'volunteers' AND recipient_id = $1 AND status = 'pending'
      AND payload->'participants' ?| $2::text[]`,
)

/** Marks confirmations as sent, because the conversation has already shown them. */
export const settleConfirmations = async (
  db: Db,
  volunteer: string,
  participants: readonly string[],
  now: Date,
): Promise<void> => {
  await db.rows(SETTLE_CONFIRMATIONS, [volunteer, participants, now])
}

export type Retried = { id: string; status: MessageStatus; recipientKind: RecipientKind; recipientId: string | null }

const MESSAGE_FOR_UPDATE = statement(
  'message-for-update',
  `SELECT id, status, recipient_kind AS "recipientKind", recipient_id AS "recipientId" FROM messages
    WHERE id = $1 FOR NO KEY UPDATE`,
  {
    id: uuid,
    status: messageStatus,
    recipientKind,
    recipientId: nullable(text),
  },
)

export const messageForUpdate = async (db: Db, id: string): Promise<Retried | null> =>
  (await db.rows(MESSAGE_FOR_UPDATE, [id]))[0] ?? null

const SEND_AGAIN = statement(
  'send-again',
  `UPDATE messages SET status = 'pending', attempts = 0, waits = 0, not_before = NULL, last_error = NULL,
          updated_at = $2
    WHERE CASE WHEN $1::uuid IS NULL THEN status = 'failed' ELSE id = $1 AND status <> 'sent' END RETURNING id`,
  { id: uuid },
)

/**
 * Sends a message again from the beginning, with its counters reset: the one with this id, or with null all that
 * failed. Returns the ids.
 */
export const sendAgain = async (db: Db, id: string | null, now: Date): Promise<string[]> => {
  const rows = await db.rows(SEND_AGAIN, [id, now])
  return rows.map((row) => row.id)
}

const DAYS_KEPT = 180
const DAYS_UNSENT = 7

const SWEEP_SENT = statement(
  'sweep-sent-messages',
  `DELETE FROM messages WHERE status IN ('sent', 'skipped')
      AND updated_at < $1::timestamptz - make_interval(days => $2)`,
)

const SKIP_UNSENT = statement(
  'skip-unsent-messages',
  `UPDATE messages SET status = 'skipped', last_error = 'notConfigured', updated_at = $1
    WHERE status = 'pending' AND attempts = 0 AND waits = 0
      AND created_at < $1::timestamptz - make_interval(days => $2)
      AND (not_before IS NULL OR not_before < $1::timestamptz - make_interval(days => $2))
      AND (leased_until IS NULL OR leased_until <= $1)`,
)

/** Deletes old messages, and skips those that can't be sent because their channel is not configured. */
export const sweepMessages = async (db: Db, now: Date): Promise<void> => {
  await db.rows(SWEEP_SENT, [now, DAYS_KEPT])
  await db.rows(SKIP_UNSENT, [now, DAYS_UNSENT])
}
