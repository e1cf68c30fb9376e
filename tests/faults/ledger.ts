import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Random } from '../bot/robot'

type Status = 'expected' | 'attended' | 'noShow' | 'cancelled'
type Known = { status: Status; booked: number; cancelled: number }
type Answer = {
  status: number
  body: { participants?: { id: string }[]; errors?: { data: { code: string } }[]; updated?: string[] }
}

/** What was acknowledged, by those who asked: each participant belongs to one client, so the last word is known. */
export class Ledger {
  readonly participants = new Map<string, Known>()
  readonly refused = new Map<string, number>()
  acknowledged = 0
  /** Requests that got no answer, or a 5xx, and were sent again. */
  again = 0

  booked(id: string): void {
    const known = this.participants.get(id)
    this.participants.set(id, {
      status: 'expected',
      booked: (known?.booked ?? 0) + 1,
      cancelled: known?.cancelled ?? 0,
    })
  }

  /** Everything in which the database differs from what people were told; an empty list is the assertion. */
  async differences(pool: Pool): Promise<string[]> {
    const { rows } = await pool.query<{ id: string; status: Status; booked: number; cancelled: number }>(
      `SELECT p.id, p.status::text, count(l.*) FILTER (WHERE l.action = 'participant.booked')::int AS booked,
        count(l.*) FILTER (WHERE l.action = 'participant.cancelled')::int AS cancelled
         FROM participants p LEFT JOIN audit_log l ON l.subject_id = p.id::text WHERE p.source <> 'bot' GROUP BY p.id`,
    )
    const stored = new Map(rows.map((row) => [row.id, row]))
    const lost = [...this.participants]
      .filter(([id]) => !stored.has(id))
      .map(([id]) => `${id} was acknowledged and is not there`)
    const unknown = rows
      .filter(({ id }) => !this.participants.has(id))
      .map(({ id }) => `${id} is there and nobody was told`)
    const other = [...this.participants].flatMap(([id, { status, booked, cancelled }]) => {
      const row = stored.get(id)
      return row && (row.status !== status || row.booked !== booked || row.cancelled !== cancelled)
        ? [`${id}: told ${status}/${booked}/${cancelled}, stored ${row.status}/${row.booked}/${row.cancelled}`]
        : []
    })
    return [...lost, ...unknown, ...other]
  }
}

type World = {
  url: () => string
  token: string
  ledger: Ledger
  random: Random
  visitors: readonly string[]
  occurrences: readonly string[]
  stop: AbortSignal
}

/** Somebody at the door who books, takes back and marks their own people, and asks again until there is an answer. */
export const workAtTheDoor = async ({
  url,
  token,
  ledger,
  random,
  visitors,
  occurrences,
  stop,
}: World): Promise<void> => {
  const own = new Map<string, { visitor: string }>()
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item

  /** The same request with the same key until somebody says yes or no. */
  const ask = async (path: string, body: unknown): Promise<Answer> => {
    const key = randomUUID()
    for (;;) {
      try {
        const response = await fetch(`${url()}/api${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `JWT ${token}`, 'idempotency-key': key },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(20_000),
        })
        const answer = { status: response.status, body: (await response.json()) as Answer['body'] }
        if (answer.status < 500 && answer.status !== 429 && answer.body.errors?.[0]?.data.code !== 'BUSY') {
          ledger.acknowledged += 1
          return answer
        }
      } catch (error) {
        // No answer, or half of one: that is what keys are for.
        if (!(error instanceof Error)) throw error
      }
      ledger.again += 1
      await sleep(50 + random() * 200)
    }
  }
  const refused = ({ status, body }: Answer): void => {
    const code = body.errors?.[0]?.data.code ?? String(status)
    ledger.refused.set(code, (ledger.refused.get(code) ?? 0) + 1)
  }
  const idsWith = (...statuses: Status[]): string[] =>
    [...own.keys()].filter((id) => statuses.includes(ledger.participants.get(id)?.status ?? 'cancelled'))

  while (!stop.aborted) {
    const mood = random()
    const [present, marked] = [idsWith('expected', 'attended', 'noShow'), idsWith('expected')]
    if (mood < 0.3 && present.length > 0) {
      const id = pick(present)
      const answer = await ask(`/participants/${id}/cancel`, {})
      const known = ledger.participants.get(id)
      if (answer.status === 200 && known)
        ledger.participants.set(id, { ...known, status: 'cancelled', cancelled: known.cancelled + 1 })
      else refused(answer)
    } else if (mood < 0.5 && marked.length > 0) {
      const id = pick(marked)
      const status = random() < 0.5 ? 'attended' : 'noShow'
      const answer = await ask('/participants/status', { ids: [id], status })
      const known = ledger.participants.get(id)
      if (answer.status === 200 && answer.body.updated?.includes(id) && known)
        ledger.participants.set(id, { ...known, status })
      else refused(answer)
    } else {
      const visitor = pick(visitors)
      const answer = await ask('/bookings', { visitor, occurrence: pick(occurrences) })
      const id = answer.body.participants?.[0]?.id
      if (answer.status === 201 && id !== undefined) {
        own.set(id, { visitor })
        ledger.booked(id)
      } else refused(answer)
    }
    await sleep(50 + random() * 150)
  }
}
