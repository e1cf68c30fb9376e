import { DateTime } from 'luxon'

const KEPT = { daily: 7, weekly: 4, monthly: 12 } as const

/**
 * Which of these backups may go. Of the last seven days, four weeks and twelve months that have one, the newest
 * of each stays: after a month in which nothing ran, nothing is taken away but what has a newer one beside it.
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
