import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { env, type Seed } from '@/config/env'
import { uploadsDir } from '@/config/paths'
import { withAdvisoryLock } from '@/db/advisoryLock'
import { isWeakSecret } from '@/domain/access/secret'
import { Failure } from '@/machine/failure'
import { ensurePrivateFolder } from '@/machine/files'
import { reapplyErasures } from '@/operations/personal-data/reapplyErasures'
import { ensureFirstAdministrator, type FirstAdministrator } from '@/operations/users/ensureFirstAdministrator'
import { deriveUnknownSearchKeys } from '@/operations/visitors/deriveSearchKeys'
import { seedCatalogue, seedDemo } from '@/seed'
import { ownerOf } from './database'
import { migrateAsOwner } from './migrations'
import { loadPayload } from './payload'
import { seconds } from './terminal'

export type Prepared = { migrated: string[]; seeded: Seed; administrator: FirstAdministrator | null }

type LogLine = (part: string, text: string) => void

/**
 * Prepares the database for the first request: migrations, the catalogue, an administrator. Several processes may call
 * it at once: one does the work, and the others wait.
 */
export const prepareDatabase = (url: string, log: LogLine): Promise<Prepared> =>
  withAdvisoryLock(
    ownerOf(url),
    'prepare',
    async (client) => {
      const migrated = await migrateAsOwner(client, url)
      log('migrate', migrated.length === 0 ? 'up to date' : `${migrated.length} run, up to ${migrated.at(-1)}`)
      const payload = await loadPayload()
      await refuseWeakSecret(payload, log)
      ensurePrivateFolder(uploadsDir())
      // Before requests are served, because an older backup may have brought erased people back.
      const { erased, unbroken } = await reapplyErasures(payload, now())
      if (erased > 0) log('erase', `erased again after a restore or a crash: ${erased}`)
      if (!unbroken) log('erase', 'the ledger of erasures has a gap: lines were taken out of it or damaged')
      await deriveUnknownSearchKeys(payload, {
        now: now(),
        onBegin: () => log('search', 'this version finds people in another way: preparing that, it takes a moment'),
      })
      const administrator = await ensureFirstAdministrator(payload, env())
      if (administrator?.guessable) log('password', 'ADMIN_PASSWORD can be guessed: change it after the first sign-in.')
      return { migrated, seeded: await seed(payload, env().seed, log), administrator }
    },
    () => log('migrate', 'another process is preparing the database, waiting for it'),
  )

/**
 * A guessed secret lets anybody sign in as anybody. A system already in use only logs a warning, since refusing to
 * start would be worse.
 */
const refuseWeakSecret = async (payload: Payload, log: LogLine): Promise<void> => {
  const { payloadSecret } = env()
  if (payloadSecret === undefined || !isWeakSecret(payloadSecret)) return
  const advice = 'at least 32 random characters (openssl rand -base64 32), or leave it unset to have one made'
  if ((await payload.count({ collection: 'users' })).totalDocs === 0)
    throw new Failure(`PAYLOAD_SECRET can be guessed: set ${advice}.`)
  log('secret', `PAYLOAD_SECRET can be guessed: set ${advice}. Everybody then has to sign in again.`)
}

type Progress = { catalogue?: 'started' | 'done'; demo?: 'started' | 'done' }

const MARK = 'seed'

/** Seeds an empty database once. A seed interrupted by a kill is repeated, because seeds skip what exists. */
const seed = async (payload: Payload, wanted: Seed, log: LogLine): Promise<Seed> => {
  const progress: Progress = (await payload.kv.get<Progress>(MARK)) ?? {}
  let seeded: Seed = 'none'
  const once = async (
    part: keyof Progress,
    isEmpty: () => Promise<boolean>,
    work: () => Promise<unknown>,
  ): Promise<void> => {
    if (progress[part] === 'done') return
    if (progress[part] === 'started' || (await isEmpty())) {
      await payload.kv.set(MARK, (progress[part] = 'started') && progress)
      const startedAt = Date.now()
      log('seed', `loading ${part === 'demo' ? 'the demo, this takes a moment' : 'the catalogue'}`)
      await work()
      log('seed', `loaded in ${seconds(startedAt)}`)
      seeded = part
    }
    progress[part] = 'done'
    await payload.kv.set(MARK, progress)
  }
  const none = async (collection: 'places' | 'events' | 'visitors'): Promise<boolean> =>
    (await payload.count({ collection })).totalDocs === 0
  if (wanted !== 'none')
    await once(
      'catalogue',
      () => none('places'),
      () => seedCatalogue(payload),
    )
  // Demo people must not mix with real ones.
  if (wanted === 'demo')
    await once(
      'demo',
      async () => (await none('events')) && (await none('visitors')),
      () => seedDemo(payload, { now: now() }),
    )
  return seeded
}
