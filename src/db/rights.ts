import pg from 'pg'
import { bool, list, nullable, text } from './rows'
import { dbOn, type Db } from './sql'
import { statement } from './statement'

type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'

/** What the role that the product works as may do with a table, where that is not everything. TRUNCATE is nowhere. */
const NARROWER: Readonly<Record<string, readonly Right[]>> = {
  audit_log: ['INSERT', 'SELECT'],
  audit_chain: ['INSERT', 'SELECT'],
  erasures: ['INSERT', 'SELECT', 'UPDATE'],
  payload_migrations: ['SELECT'],
}
const EVERYTHING: readonly Right[] = ['DELETE', 'INSERT', 'SELECT', 'UPDATE']

const OWN = statement(
  'own-relations-with-rights',
  `SELECT c.relname AS name, c.relkind = 'S' AS sequence,
          (SELECT array_agg(a.privilege_type ORDER BY a.privilege_type) FROM aclexplode(c.relacl) a
            WHERE a.grantee = $1::regrole) AS rights
     FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S')
      AND pg_has_role(c.relowner, 'USAGE')
    ORDER BY c.relname`,
  { name: text, sequence: bool, rights: nullable(list(text)) },
)

const quoted = (name: string): string => pg.escapeIdentifier(name)

/**
 * Gives `role` what the product needs and takes from it what it must not do. For the owner of the tables; can be
 * repeated, and has to be after each migration. Tables of somebody else are left alone.
 */
export const grantTo = async (client: pg.Client, role: string): Promise<void> => {
  const relations = await dbOn(client).rows(OWN, [quoted(role)])
  const changes = relations.flatMap(({ name, sequence, rights }) => {
    const wanted = sequence ? ['SELECT', 'USAGE'] : (NARROWER[name] ?? EVERYTHING)
    if ((rights ?? []).join() === wanted.join()) return []
    const what = `${sequence ? 'SEQUENCE' : 'TABLE'} public.${quoted(name)}`
    return [`REVOKE ALL ON ${what} FROM ${quoted(role)}`, `GRANT ${wanted.join(', ')} ON ${what} TO ${quoted(role)}`]
  })
  if (changes.length === 0) return
  await client.query(['BEGIN', `GRANT USAGE ON SCHEMA public TO ${quoted(role)}`, ...changes, 'COMMIT'].join(';\n'))
}

const MAY_CHANGE = statement(
  'may-change-log',
  `SELECT pg_has_role(relowner, 'USAGE') OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE') AS may
     FROM pg_class WHERE oid = 'public.audit_log'::regclass`,
  { may: bool },
)

/** Whether the role of this connection could change the log: it owns it, or was given too much. */
export const mayChangeLog = async (db: Db): Promise<boolean> => (await db.rows(MAY_CHANGE))[0]?.may !== false
