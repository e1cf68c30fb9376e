import { DateTime } from 'luxon'

const KEPT = { daily: 7, weekly: 4, monthly: 12 } as const

/**
 * Which backups may be deleted. Keeps the newest of each of the last seven days, four weeks and twelve months that
 * have a backup. Gaps don't count, so after a month without backups only those replaced by a newer one are deleted.
 */
export const outdated = <Backup extends { at: Date }>(backups: readonly Backup[], zone: string): Backup[] => {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime())
  const kept = new Set<Backup>()
  const keep = (most: number, periodOf: (local: DateTime) => string): void => {
    const periods = new Set<string>()
    for (const backup of newestFirst) {
      const period = periodOf(DateTime.fromJSDate(backup.at, { zone }))
      if (periods.has(period)) continue
      if (periods.size === most) return
      periods.add(period)
      kept.add(backup)
    }
  }
  keep(KEPT.daily, (local) => local.toFormat('yyyy-MM-dd'))
  keep(KEPT.weekly, (local) => local.toFormat("kkkk-'W'WW"))
  keep(KEPT.monthly, (local) => local.toFormat('yyyy-MM'))
  return newestFirst.filter((backup) => !kept.has(backup))
}
