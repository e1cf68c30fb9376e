import { env } from '@/config/env'
import { Failure } from '@/machine/failure'
import { main } from './main'
import { prepareDatabase } from './preparation'
import { logLine } from './terminal'

/** For a web process without a supervisor, which passes on its database. */
await main(async () => {
  const { databaseUrl } = env()
  if (databaseUrl === undefined) throw new Failure('Set DATABASE_URL.')
  await prepareDatabase(databaseUrl, logLine)
})
