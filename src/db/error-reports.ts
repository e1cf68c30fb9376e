import { text } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type ErrorReport = {
  fingerprint: string
  kind: string
  place: string
  type: string
  message: string | null
  stack: string
  count: number
  firstSeenAt: Date
  lastSeenAt: Date
  release: string
  requestId: string | null
}

const COUNT_ERRORS = statement(
  'count-errors',
  `INSERT INTO error_reports (fingerprint, kind, place, type, message, stack, count, first_seen_at, last_seen_at,
         release, request_id)
   SELECT r."fingerprint", r."kind", r."place", r."type", r."message", r."stack", r."count", r."firstSeenAt",
          r."lastSeenAt", r."release", r."requestId"
     FROM jsonb_to_recordset($1::jsonb) AS r("fingerprint" text, "kind" text, "place" text, "type" text,
           "message" text, "stack" text, "count" int, "firstSeenAt" timestamptz, "lastSeenAt" timestamptz,
           "release" text, "requestId" text)
    ORDER BY r."fingerprint"
   ON CONFLICT (fingerprint) DO UPDATE
      SET count = error_reports.count + EXCLUDED.count,
          last_seen_at = greatest(error_reports.last_seen_at, EXCLUDED.last_seen_at),
          stack = EXCLUDED.stack, release = EXCLUDED.release, request_id = EXCLUDED.request_id, state = 'open',
          solved_at = NULL`,
)

/** Counts known errors and reopens solved ones. Safe to run in several processes at once. */
export const countErrors = async (db: Db, reports: readonly ErrorReport[]): Promise<void> => {
  if (reports.length === 0) return
  await db.rows(COUNT_ERRORS, [JSON.stringify(reports)])
}

const STATE_OF = statement('error-state', 'SELECT state FROM error_reports WHERE id = $1 FOR NO KEY UPDATE', {
  state: text,
})

const SOLVE = statement('solve-error', `UPDATE error_reports SET state = 'solved', solved_at = $2 WHERE id = $1`)

/** null: there is no such error. false: it was already solved. */
export const solveError = async (db: Db, id: string, now: Date): Promise<boolean | null> => {
  const [report] = await db.rows(STATE_OF, [id])
  if (!report) return null
  if (report.state === 'solved') return false
  await db.rows(SOLVE, [id, now])
  return true
}

const MOST_KEPT = 500
/** Every signed-in user can report browser errors, so their number is limited separately. */
const MOST_OF_BROWSERS = 100
const DAYS_SOLVED = 30
const DAYS_UNSEEN = 90

const SWEEP_ERRORS = statement(
  'sweep-errors',
  `DELETE FROM error_reports
    WHERE (state = 'solved' AND solved_at < $1::timestamptz - make_interval(days => $2))
       OR last_seen_at < $1::timestamptz - make_interval(days => $3)
       OR id IN (SELECT id FROM error_reports WHERE kind <> 'browser'
                  ORDER BY state = 'solved', last_seen_at DESC OFFSET $4)
       OR id IN (SELECT id FROM error_reports WHERE kind = 'browser'
                  ORDER BY state = 'solved', last_seen_at DESC OFFSET $5)`,
)

export const sweepErrors = async (db: Db, now: Date): Promise<void> => {
  await db.rows(SWEEP_ERRORS, [now, DAYS_SOLVED, DAYS_UNSEEN, MOST_KEPT, MOST_OF_BROWSERS])
}
