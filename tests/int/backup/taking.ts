import { takeBackup } from '@/operations/backup/take'

/** Takes one backup in a process of its own, so that it can be killed. */
const { now, ...taking } = JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof takeBackup>[0] & { now: string }
await takeBackup({ ...taking, now: new Date(now), tell: () => undefined })
process.exit(0)
