import { instant } from './rows'
import type { Db } from './sql'
import { statement, withText } from './statement'

const LOCK_VERSION = statement(
  'lock-version',
  'SELECT updated_at AS "updatedAt" FROM places WHERE id = $1 FOR NO KEY UPDATE',
  { updatedAt: instant },
)

/** Collections whose records are changed in forms. Their tables have the same names. */
const FORMS = ['places', 'services', 'events', 'visitors', 'volunteers', 'users', 'integrations', 'media'] as const
export type WithForm = (typeof FORMS)[number]

export const hasForm = (slug: string): slug is WithForm => (FORMS as readonly string[]).includes(slug)

/** When a record was last changed. It stays as it is until the transaction ends. */
export const lockVersion = async (db: Db, slug: WithForm, id: string): Promise<Date | null> => {
  const [row] = await db.rows(withText(LOCK_VERSION, LOCK_VERSION.text.replace('places', slug)), [id])
  return row?.updatedAt ?? null
}
