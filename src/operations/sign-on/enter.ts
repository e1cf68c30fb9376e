import { randomUUID } from 'node:crypto'
import { getFieldsToSign, jwtSign, type Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { encrypt, keyFor } from '@/db/cipher'
import { beginSession, createAccount, findAccounts, keepToken, link, oneSignOnAtATime, setRole } from '@/db/sign-on'
import { type Db, transaction } from '@/db/sql'
import { endSessionsOf, isLastAdministrator } from '@/db/users'
import type { Caller, Origin, Role } from '@/domain/access/caller'
import type { AuditAction, Facts } from '@/domain/audit/entry'
import { decideEntry, type Entry, type Identity, type SignOnRefusal } from '@/domain/access/signOn'

export const TOKENS = 'pristan tokens of the provider'

type Proven = { identity: Identity; idToken: string; origin: Origin; now: Date }

/** The session token for the panel's cookie. */
export type Entered = { token: string }

/**
 * Signs in a person authenticated by the provider: finds, links or creates the account, sets the role the provider
 * gives today, and starts a session. All in one transaction.
 */
export const enter = async (
  payload: Payload,
  { identity, idToken, origin, now }: Proven,
): Promise<Entered | SignOnRefusal> => {
  const { config } = payload.collections.users
  const seconds = config.auth.tokenExpiration
  const done = await transaction(payload, async (db): Promise<{ id: string; session: string } | SignOnRefusal> => {
    await oneSignOnAtATime(db)
    const entry = decideEntry(identity, await findAccounts(db, identity))
    if (typeof entry === 'string') return entry
    const id = entry.kind === 'create' ? await createAccount(db, { ...entry, now }) : entry.account.id
    const note = noteOf(db, { kind: 'users', id, role: entry.role, via: 'panel', origin }, now)
    if (entry.kind === 'create')
      await note('user.created', { after: { name: entry.name, email: entry.email, role: entry.role, blocked: false } })
    else if (!(await follow(db, { entry, note, now }))) return 'lastAdministrator'
    if (entry.kind !== 'enter') {
      await link(db, { ...identity, user: id, now })
      await note('user.linked', { issuer: identity.issuer })
    }
    const session = randomUUID()
    await beginSession(db, { id: session, user: id, now, seconds })
    await keepToken(db, {
      session,
      user: id,
      sealed: encrypt(keyFor(TOKENS), Buffer.from(JSON.stringify({ idToken })), session),
      now,
    })
    await note('user.signedIn', { by: 'oidc' })
    return { id, session }
  })
  if (typeof done === 'string') return done
  const user = await payload.findByID({ collection: 'users', id: done.id, depth: 0 })
  const fieldsToSign = getFieldsToSign({
    collectionConfig: config,
    email: user.email,
    sid: done.session,
    user: { ...user, collection: 'users' },
  })
  const { token } = await jwtSign({ fieldsToSign, secret: payload.secret, tokenExpiration: seconds })
  return { token }
}

type Note = (action: AuditAction, changes: Facts) => Promise<void>

const noteOf =
  (db: Db, caller: Caller, now: Date): Note =>
  (action, changes) =>
    recordAudit(db, { at: now, action, subject: 'users', subjectId: caller.id, caller, changes })

/**
 * Applies the role from the provider's groups. If the role changes, the old sessions end. Returns false if nobody would
 * be left to administer.
 */
const follow = async (
  db: Db,
  { entry, note, now }: { entry: Exclude<Entry, { kind: 'create' }>; note: Note; now: Date },
): Promise<boolean> => {
  const { account, role }: { account: { id: string; role: Role }; role: Role } = entry
  if (account.role === role) return true
  if (account.role === 'administrator' && (await isLastAdministrator(db, account.id))) return false
  await setRole(db, { user: account.id, role, now })
  await endSessionsOf(db, account.id, null)
  await note('user.changed', { before: { role: account.role }, after: { role } })
  return true
}
