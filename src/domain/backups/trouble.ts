export type BackupFacts = {
  /** The last backup that was made and verified. */
  succeededAt: Date | null
  failedAt: Date | null
  /** When the installation was created: before that there was nothing to back up. */
  bornAt: Date
}

/** `failed`: the newest attempt failed. `missing`: nobody even tried, so the worker is not running. */
export type BackupTrouble = 'failed' | 'missing'

/** One day, plus two hours for a slow backup. */
export const LONGEST_HOURS = 26

export const backupTrouble = ({ succeededAt, failedAt, bornAt }: BackupFacts, now: Date): BackupTrouble | null => {
  if (failedAt !== null && (succeededAt === null || failedAt > succeededAt)) return 'failed'
  return now.getTime() - (succeededAt ?? bornAt).getTime() > LONGEST_HOURS * 3_600_000 ? 'missing' : null
}

const DAY_MS = 86_400_000
const DAILY_FOR_DAYS = 7

/** The day whose letter is due: every day of the first week, then one a week, so that no mailbox fills. */
export const letterDay = ({ succeededAt, bornAt }: BackupFacts, now: Date): Date => {
  const since = (succeededAt ?? bornAt).getTime()
  const weeks = Math.floor((now.getTime() - since) / (DAILY_FOR_DAYS * DAY_MS))
  return weeks < 1 ? now : new Date(since + weeks * DAILY_FOR_DAYS * DAY_MS)
}
