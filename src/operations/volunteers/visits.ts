import type { Payload } from 'payload'
import { leadsTo } from '@/db/merged'
import { reading } from '@/db/sql'
import { visitById, visitsPage, type VisitRow } from '@/db/visit-records'
import { decideMark } from '@/domain/attendance/decideMark'
import { localDate } from '@/domain/time/zone'

export type Visit = VisitRow & {
  /** The day has come, so attendance can be marked. */
  canMark: boolean
  over: boolean
}

const asVisit = (row: VisitRow, now: Date): Visit => ({
  ...row,
  over: row.endsAt <= now,
  canMark:
    decideMark({ ...row, mark: 'attended', today: localDate(now, row.timezone) }) === null &&
    row.status !== 'cancelled',
})

export const visit = async (payload: Payload, { id, now }: { id: string; now: Date }): Promise<Visit | null> => {
  const row = await visitById(reading(payload), id)
  return row && asVisit(row, now)
}

type Asked = { visitor: string; when: 'ahead' | 'behind'; now: Date; page: number; perPage: number }

/** One page of somebody's visits. A page beyond the end returns the last one. */
export const visits = async (
  payload: Payload,
  { visitor, when, now, page, perPage }: Asked,
): Promise<{ rows: Visit[]; total: number; page: number }> => {
  const db = reading(payload)
  const person = (await leadsTo(db, visitor)) ?? visitor
  const read = (wanted: number) => visitsPage(db, { visitor: person, when, now, most: perPage, skip: wanted * perPage })
  const rows = await read(page)
  if (rows.length > 0 || page === 0) return answer(rows, page, now)
  const total = (await read(0))[0]?.total ?? 0
  const last = Math.max(0, Math.ceil(total / perPage) - 1)
  return answer(await read(last), last, now)
}

const answer = (rows: readonly (VisitRow & { total: number })[], page: number, now: Date) => ({
  rows: rows.map((row) => asVisit(row, now)),
  total: rows[0]?.total ?? 0,
  page,
})
