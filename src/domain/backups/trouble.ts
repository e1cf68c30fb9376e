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
