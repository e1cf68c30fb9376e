import { now } from '@/config/clock'
import { env } from '@/config/env'
import { Failure } from '@/machine/failure'
import { acceptLog, verifyLog, type LogFault, type Verified } from '@/operations/audit/verifyLog'
import { openDatabase } from './database'
import { main } from './main'
import { loadPayload } from './payload'
import { ensureSecret } from './secret'
import { logLine } from './terminal'

const sentence = (fault: LogFault): string => {
  switch (fault.kind) {
    case 'changed':
      return `entry ${fault.entry} (${fault.position} in the chain) was changed after it was written`
    case 'deleted':
      return `entry ${fault.entry} (${fault.position} in the chain) is gone`
    case 'backdated':
      return `entry ${fault.entry} (${fault.position} in the chain) says a time long before it came into the log`
    case 'inserted':
      return `entry ${fault.entry} was put between others: it is in the log and not in its chain`
    case 'gap':
      return `link ${fault.position} of the chain is missing`
    case 'cut':
      return `the end is cut off: the chain went up to ${fault.position}`
    case 'rewritten':
      return `the chain was made anew: it differs from what this machine remembers of ${fault.position}`
  }
}

const report = ({ upTo, waiting, head, broken, fault }: Verified): void => {
  const far = upTo ? `up to ${upTo.position}, added ${upTo.at}` : 'nothing is in the chain yet'
  if (broken)
    logLine(
      'audit',
      `the chain was set anew ${broken.at} (${broken.why}); before it went to ${broken.from?.position ?? 0}`,
    )
  if (fault) throw new Failure(`The log is not as it was written: ${sentence(fault)}. Whole ${far}.`)
  if (waiting > 0) logLine('audit', `${waiting} entries are not in the chain yet`)
  if (head === 'none') logLine('audit', 'this machine remembers no end of the chain: a cut end would not be noticed')
  logLine('audit', `ok, ${far}`)
}

await main(async () => {
  const [given, ...more] = process.argv.slice(2)
  if (more.length > 0 || (given !== undefined && given !== '--accept'))
    throw new Failure('npm run audit:verify takes only --accept: begin anew from what is there now.')
  ensureSecret()
  const database = await openDatabase('npm run audit:verify', (line) => logLine('database', line))
  try {
    const payload = await loadPayload({ quiet: true })
    const where = { ledger: env().erasureLedger, now: now() }
    if (given === '--accept') {
      await acceptLog(payload, where)
      logLine('audit', 'accepted: the chain goes on from here; what was remembered before is kept in audit-head.json')
    }
    report(await verifyLog(payload, where))
  } finally {
    await database.close()
  }
})
