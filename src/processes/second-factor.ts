import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { migrate } from '@/db/migrate'
import { reading } from '@/db/sql'
import { userOfEmail } from '@/db/users'
import { Failure } from '@/machine/failure'
import { resetSecondFactor } from '@/operations/second-factor/remove'
import { openDatabase } from './database'
import { main } from './main'
import { loadPayload } from './payload'
import { ensureSecret } from './secret'

const USAGE = 'Say whose: npm run second-factor -- reset EMAIL'

/** For the last administrator, who has lost the phone and the recovery codes: others are helped in the panel. */
await main(async () => {
  const [verb, email, ...more] = process.argv.slice(2)
  if (verb !== 'reset' || email === undefined || more.length > 0) throw new Failure(USAGE)
  ensureSecret()
  const database = await openDatabase('npm run second-factor')
  try {
    const payload = (): Promise<Payload> => loadPayload({ quiet: true })
    await migrate(database.url, { payload })
    const id = await userOfEmail(reading(await payload()), email.toLowerCase().trim())
    if (id === null) throw new Failure(`Nobody signs in as ${email}.`)
    const done = await resetSecondFactor(await payload(), { id, caller: null, now: now() })
    console.error(
      done
        ? `${email} signs in with the password alone from now on. It is in the log, and a letter says so.`
        : `${email} has no second factor.`,
    )
  } finally {
    await database.close()
  }
})
