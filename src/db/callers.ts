import { z } from 'zod'
import { bool, instant, json, nullable, oneOf, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const role = oneOf('administrator', 'coordinator', 'viewer')
const session = z.object({ id: z.string(), createdAt: z.string().nullable(), expiresAt: z.string() })

const USER = {
  id: uuid,
  name: text,
  email: text,
  role,
  blocked: nullable(bool),
  createdAt: instant,
  updatedAt: instant,
  sessions: json(z.array(session)),
}

/** The fields of a user that a request needs, as Payload returns them. */
export type SignedIn = RowOf<typeof USER>

const SIGNED_IN = prepared(
  'find-signed-in',
  `SELECT u.id, u.name, u.email, u.role, u.blocked, u.created_at AS "createdAt", u.updated_at AS "updatedAt",
          (SELECT coalesce(json_agg(json_build_object('id', s.id, 'createdAt', s.created_at, 'expiresAt', s.expires_at)
                                    ORDER BY s._order), '[]')
             FROM users_sessions s
            WHERE s._parent_id = u.id AND s.created_at > clock_timestamp() - interval '12 hours') AS sessions
     FROM users u WHERE u.id = $1 AND u.blocked IS NOT TRUE`,
  USER,
)

/**
 * The user with all open sessions, in one query. null if the user may not sign in. Even a renewed session ends twelve
 * hours after signing in.
 */
export const findSignedIn = async (db: Db, user: string): Promise<SignedIn | null> => {
  const [found] = await db.rows(SIGNED_IN, [user])
  return found ?? null
}
