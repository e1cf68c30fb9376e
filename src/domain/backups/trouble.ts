export type BackupFacts = {
  /** The last one that was made and proven. */
  succeededAt: Date | null
  failedAt: Date | null
  /** Since when there is anything to lose. */
  bornAt: Date
}

/** `failed`: the newest attempt went wrong. `missing`: nobody has even tried, the worker is not running. */
export type BackupTrouble = 'failed' | 'missing'

/** A night and two hours for a slow one. */
export const LONGEST_HOURS = 26

export const backupTrouble = ({ succeededAt, failedAt, bornAt }: BackupFacts, now: Date): BackupTrouble | null => {
  if (failedAt !== null && (succeededAt === null || failedAt > succeededAt)) return 'failed'
  return now.getTime() - (succeededAt ?? bornAt).getTime() > LONGEST_HOURS * 3_600_000 ? 'missing' : null
}
