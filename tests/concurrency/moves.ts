import type { Pool } from 'pg'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'
import { codeOf, type Client } from '../helpers/app'

type Answer = { status: number; body: { id?: string } }
const said = (answer: Answer): unknown => (answer.status < 300 ? 'ok' : codeOf(answer as never))

const scene = async (pool: Pool, capacity: number) => {
  const [place, service] = [await makePlace(pool), await makeService(pool)]
  const hours = ['10', '12', '14']
  const lines = hours.map((hour, at) => ({
    service,
    startTime: `${hour}:00`,
    endTime: `${hour}:30`,
    capacity: at === 0 ? 16 : capacity,
  }))
  const made = await makeEvent(pool, { place, dates: ['2026-12-02', '2026-12-03'], capacity: 16, lines })
  return { from: made.occurrences[0]?.[0] ?? '', to: made.occurrences[1] ?? [] }
}

const bookedOn = async (key: Client, visitor: string, occurrence: string): Promise<string> => {
  const { body } = await key.post<{ participants: { id: string }[] }>('/bookings', { visitor, occurrence })
  return body.participants[0]?.id ?? ''
}
const move = (key: Client, id: string, occurrence?: string): Promise<Answer> =>
  key.post(`/participants/${id}/move`, { occurrence })

/** Sixteen people on one service, all moved to the one place of another at once. */
export const moveToTheLastPlace = async (pool: Pool, key: Client): Promise<unknown[]> => {
  const { from, to } = await scene(pool, 1)
  const booked = await Promise.all((await makeVisitors(pool, 16)).map((visitor) => bookedOn(key, visitor, from)))
  return (await Promise.all(booked.map((id) => move(key, id, to[2])))).map(said).sort()
}

/** One booking, cancelled and moved at once: what was said, and what became of the booking itself. */
export const moveWhileCancelled = async (pool: Pool, key: Client): Promise<{ said: unknown; done: string[] }> => {
  const { from, to } = await scene(pool, 16)
  const [visitor = ''] = await makeVisitors(pool, 1)
  const id = await bookedOn(key, visitor, from)
  const [moved] = await Promise.all([move(key, id, to[1]), key.post(`/participants/${id}/cancel`, {})])
  const { rows } = await pool.query<{ action: string }>(
    `SELECT action FROM audit_log WHERE subject_id = $1 AND action IN ('participant.moved', 'participant.cancelled')`,
    [id],
  )
  return { said: said(moved), done: rows.map(({ action }) => action) }
}

/** One booking, moved to two places at once. */
export const moveTwice = async (pool: Pool, key: Client): Promise<{ said: unknown[]; active: number }> => {
  const { from, to } = await scene(pool, 16)
  const [visitor = ''] = await makeVisitors(pool, 1)
  const id = await bookedOn(key, visitor, from)
  const answers = await Promise.all([move(key, id, to[1]), move(key, id, to[2])])
  const { rowCount } = await pool.query(`SELECT 1 FROM participants WHERE visitor_id = $1 AND status <> 'cancelled'`, [
    visitor,
  ])
  return { said: answers.map(said).sort(), active: rowCount ?? 0 }
}
