// `npm run upgrade:record -- v2`: a fixture of this very version for the tests of later ones. It starts the demo, adds
// the kinds of rows that the demo lacks, and keeps a sealed backup, the data folder, the rows and some answers.
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '@/db/embedded'
import { dayFrom, fillDemo, type Filled } from './fill'
import { packFolder } from './pack'
import { askerOf, openPlace, rowsOf, type Fixture, type Question } from './place'

const PASSWORD = 'password of the old version'
const BACKUP_KEY = 'a key for the tests: it opens made-up data only'

const [version = ''] = process.argv.slice(2)
if (!/^\w+$/.test(version)) throw new Error('Say what to call this version: npm run upgrade:record -- v2')
const folder = path.resolve('tests/upgrade', version)
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'pristan-recorded-'))
const port = 4_800 + Math.floor(Math.random() * 100)
const environment = {
  ...process.env,
  DATA_DIR: dataDir,
  PORT: String(port),
  SEED: 'demo',
  ADMIN_PASSWORD: PASSWORD,
  BACKUP_KEY,
}

const start = async (): Promise<{ stop: () => Promise<void> }> => {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'src/processes/start.ts'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Pristan is ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)))
  })
  return {
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** A volunteer in the middle of a conversation. */
const talk = (...lines: string[]): void => {
  execFileSync(process.execPath, ['scripts/run.mjs', 'src/processes/bot-chat.ts'], {
    env: environment,
    input: lines.map((line) => `${line}\n`).join(''),
    stdio: ['pipe', 'ignore', 'inherit'],
  })
}

/** What is free counts holds by the clock of the database: this one outlives every day on which it is asked. */
const keepHolds = async (): Promise<void> => {
  const server = await startEmbedded({ dataDir })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`UPDATE holds SET expires_at = expires_at + interval '100 years'`)
  await client.end()
  await server.stop()
}

const takeBackup = (): Buffer => {
  const backups = path.join(dataDir, 'backups')
  fs.rmSync(backups, { recursive: true, force: true })
  execFileSync(process.execPath, ['scripts/run.mjs', 'src/processes/backup.ts'], { env: environment, stdio: 'inherit' })
  const [file = ''] = fs.readdirSync(backups)
  return fs.readFileSync(path.join(backups, file))
}

/** A cluster that was shut down needs no log but the segment of its last checkpoint, which is the oldest one. */
const ofTheFolder = (): ((name: string) => boolean) => {
  const wal = 'postgres/pg_wal/'
  const [oldest = ''] = fs
    .readdirSync(path.join(dataDir, wal))
    .filter((name) => /^[0-9A-F]{24}$/.test(name))
    .sort()
  return (name) => {
    if (name.startsWith(wal) && /[0-9A-F]{24}$/.test(name)) return name === `${wal}${oldest}`
    return !/^(backups|postgresql\.log|build|bin)/.test(name)
  }
}

const questionsOf = ({ things, repeated }: Filled, at: Date): (Question & { always?: boolean })[] => {
  const { visitor, guest, erased, withdrawn, photo, occurrence, held, from, to } = things
  const past = `from=${dayFrom(at, -14)}&to=${dayFrom(at, -1)}`
  const admin = (asked: string): Question => ({ who: 'admin', path: asked })
  const always = (question: Question) => ({ ...question, always: true })
  const found = (q: string) => always(admin(`/visitors/search?q=${encodeURIComponent(q)}&limit=3`))
  return [
    // First: it holds the log about this person, and every question adds to that.
    admin(`/visitors/${visitor}/personal-data`),
    admin('/schedule?state=active&limit=20'),
    admin('/today'),
    admin(`/availability?from=${from}&to=${dayFrom(at, 3)}`),
    admin(`/occurrences/list?from=${from}&to=${dayFrom(at, 2)}`),
    admin(`/occurrences/list?${past.replace(dayFrom(at, -14), dayFrom(at, -2))}`),
    always(admin(`/occurrences/${occurrence}/participants`)),
    admin(`/occurrences/${held}/participants`),
    admin(`/visitors/${visitor}/profile`),
    admin(`/visitors/${guest}/profile`),
    always(admin(`/visitors/${erased}`)),
    always(admin(`/visitors/${withdrawn}`)),
    always({ who: 'viewer', path: `/visitors/${visitor}` }),
    found('Щукина-Водкина'),
    found('shchukina efrosinya'),
    found('[jvbx ctv`y'),
    found('Хомич Симеон'),
    found('555-01-02'),
    found('Забвенский'),
    always(admin(`/exports/participants?${past}`)),
    always({ who: 'key', path: `/exports/participants?${past}&columns=event,service,date,time,place,status` }),
    admin(`/audit-log?limit=20&sort=-at,id&where[at][less_than]=${at.toISOString()}`),
    always(admin('/users?limit=10&sort=email&select[name]=true&select[email]=true&select[role]=true')),
    // Without the time of its last use, which every question of the key moves on.
    always(admin('/integrations?limit=10&select[name]=true&select[scope]=true&select[prefix]=true')),
    always(admin('/volunteers?limit=10&sort=id')),
    always(admin('/services?limit=30&sort=id')),
    always(admin('/places?limit=10&sort=id')),
    admin('/events?limit=5&sort=id&depth=1'),
    // A running worker sends these and clears away old reports.
    admin('/messages?limit=10&sort=id'),
    admin('/error-reports?limit=10'),
    always(admin('/retention')),
    always(admin(`/media/file/${photo}`)),
    { who: 'key', path: `/availability?from=${from}&to=${from}&visitor=${visitor}` },
    { who: 'key', path: '/bookings', ...repeated },
    { who: 'key', path: `/visitors/search?q=${encodeURIComponent('Ефросинья')}`, always: true },
    { who: 'key', path: `/occurrences/list?from=${from}&to=${to}&limit=1` },
  ]
}

const running = await start()
const filled = await fillDemo(`http://127.0.0.1:${port}`, PASSWORD, new Date())
await running.stop()
talk('/start', 'Хомич', '1')
await keepHolds()
const backup = takeBackup()
const packed = packFolder(dataDir, ofTheFolder())

const at = new Date()
const place = await openPlace(dataDir, at)
const rows = await rowsOf(place.url)
const ask = askerOf(place.origin, filled.doors)
const answers: Fixture['answers'] = []
for (const question of questionsOf(filled, at)) answers.push({ ...question, answer: await ask(question) })
await place.close()

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
const fixture: Fixture = { version, commit, at: at.toISOString(), backupKey: BACKUP_KEY, ...filled, rows, answers }
fs.mkdirSync(folder, { recursive: true })
fs.writeFileSync(path.join(folder, 'fixture.json'), `${JSON.stringify(fixture, null, 1)}\n`)
fs.writeFileSync(path.join(folder, 'demo.backup'), backup)
fs.writeFileSync(path.join(folder, 'data-folder.br'), packed)
fs.rmSync(dataDir, { recursive: true, force: true })
for (const { path: asked, answer } of answers)
  if (answer.status >= 400) console.log(`${asked} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`)
console.log(
  `${folder}: ${Object.keys(rows).length} tables, ${answers.length} answers, ${packed.length} bytes of data folder`,
)
process.exit(0)
