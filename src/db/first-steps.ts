import { bool } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const COLUMNS = { place: bool, service: bool, event: bool, administrator: bool }

const FIRST_STEPS = statement(
  'first-steps',
  `SELECT EXISTS (SELECT FROM places) AS place, EXISTS (SELECT FROM services) AS service,
          EXISTS (SELECT FROM events WHERE deleted_at IS NULL) AS event,
          (SELECT count(*) > 1 FROM (SELECT FROM users WHERE role = 'administrator' LIMIT 2) two) AS administrator`,
  COLUMNS,
)

/** What of a new system is already there. `administrator`: more than one. */
export const firstStepsDone = async (db: Db) => {
  const [row] = await db.rows(FIRST_STEPS)
  if (!row) throw new Error('One row is always selected')
  return row
}
