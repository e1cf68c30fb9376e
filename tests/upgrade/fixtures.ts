import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { expect } from 'vitest'
import { serverAccount } from '@/db/embedded/account'
import { unpackFolder } from './pack'
import { rowsOf, type Answer, type Fixture, type Question } from './place'

const HERE = path.resolve('tests/upgrade')

/** Every version that was recorded. */
export const versions = readdirSync(HERE, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

export const fixtureOf = (version: string): Fixture =>
  JSON.parse(readFileSync(path.join(HERE, version, 'fixture.json'), 'utf8')) as Fixture

export const backupOf = (version: string): string => path.join(HERE, version, 'demo.backup')

export const temporaryFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'pristan-upgrade-'))

/** The data folder as that version left it. PostgreSQL's files belong to whoever runs it. */
export const unpackDataFolder = (version: string): string => {
  const dataDir = path.join(temporaryFolder(), 'data')
  mkdirSync(dataDir, { mode: 0o711 })
  unpackFolder(readFileSync(path.join(HERE, version, 'data-folder.br')), dataDir)
  const cluster = path.join(dataDir, 'postgres')
  const account = serverAccount(cluster)
  if (account)
    for (const file of [
      cluster,
      ...readdirSync(cluster, { recursive: true, encoding: 'utf8' }).map((name) => path.join(cluster, name)),
    ])
      chownSync(file, account.uid, account.gid)
  return dataDir
}

/** What a data folder is made of depends on the machine; a backup does not. */
export const CAN_READ_FOLDER = process.platform === 'linux' && process.arch === 'x64'

export const expectRows = async (url: string, { rows }: Fixture): Promise<void> => {
  expect(await rowsOf(url, rows)).toEqual(rows)
}

/** Kept answers go after seven days by the database's clock, and a fixture is older: they come along to today. */
export const bringKeptAnswers = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('UPDATE idempotency_keys SET created_at = clock_timestamp()')
  await client.end()
}

type Asked = Fixture['answers'][number]

/** A later version may say more than the one that was recorded. */
export const expectAnswers = async (
  ask: (question: Question) => Promise<Answer>,
  answers: readonly Asked[],
): Promise<void> => {
  for (const { answer, ...question } of answers) expect.soft(await ask(question), question.path).toMatchObject(answer)
}
