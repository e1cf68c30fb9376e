import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'
import { violations } from '../factories/invariants'
import { codeOf, startApp, type Answer as HttpAnswer, type App, type Client } from '../helpers/app'
import { Model, type Answer, type Status } from './model'

/** The product, asked the same as the model, over HTTP. */
type Real = {
  staff: Client
  slots: string[]
  visitors: string[]
  participants: Map<string, string>
  holds: Map<string, string>
}

let app: App
let staff: Client
let place: string
let service: string

beforeAll(async () => {
  app = await startApp({ now: '2026-12-02T05:00:00Z' })
  staff = await app.as('coordinator')
  place = await makePlace(app.pool)
  service = await makeService(app.pool)
})
afterAll(() => app.close())

const said = (answer: HttpAnswer): Answer => (answer.status < 300 ? 'ok' : (codeOf(answer) as Answer))

abstract class Step implements fc.AsyncCommand<Model, Real> {
  check = () => true
  abstract inModel(model: Model): Answer
  abstract inReal(real: Real): Promise<Answer>
  abstract toString(): string
  async run(model: Model, real: Real): Promise<void> {
    expect([this.toString(), await this.inReal(real)]).toEqual([this.toString(), this.inModel(model)])
    const { rows } = await app.pool.query(
      `SELECT d.participants AS day, array_agg(o.participants ORDER BY o.starts_at) AS slots FROM event_days d
        JOIN occurrences o ON o.event_day_id = d.id WHERE o.id = ANY ($1::uuid[]) GROUP BY d.id`,
      [real.slots],
    )
    expect(rows[0]).toEqual({ day: model.present(), slots: model.capacities.map((_, slot) => model.taken(slot)) })
  }
}

class Book extends Step {
  constructor(
    readonly person: number,
    readonly slots: readonly number[],
  ) {
    super()
  }
  inModel = (model: Model) => model.book(this.person, this.slots)
  inReal = async (real: Real) => {
    const answer = await real.staff.post<{ participants?: { id: string }[] }>('/bookings', {
      visitor: real.visitors[this.person],
      occurrences: this.slots.map((slot) => real.slots[slot]),
    })
    answer.body.participants?.forEach(({ id }, index) =>
      real.participants.set(`${this.person}/${this.slots[index]}`, id),
    )
    return said(answer)
  }
  toString = () => `book(${this.person}, ${this.slots.join('+')})`
}

class Hold extends Step {
  constructor(
    readonly person: number,
    readonly slot: number,
  ) {
    super()
  }
  inModel = (model: Model) => model.hold(this.person, this.slot)
  inReal = async (real: Real) => {
    const answer = await real.staff.post<{ id?: string }>('/holds', {
      visitor: real.visitors[this.person],
      occurrence: real.slots[this.slot],
    })
    if (answer.body.id) real.holds.set(`${this.person}/${this.slot}`, answer.body.id)
    return said(answer)
  }
  toString = () => `hold(${this.person}, ${this.slot})`
}

class Release extends Step {
  constructor(
    readonly person: number,
    readonly slot: number,
  ) {
    super()
  }
  inModel = (model: Model) => model.release(this.person, this.slot)
  inReal = async (real: Real) => {
    const id = real.holds.get(`${this.person}/${this.slot}`)
    if (!id) return 'nothing'
    const answer = await real.staff.delete(`/holds/${id}`)
    return answer.status === 204 ? 'ok' : 'nothing'
  }
  toString = () => `release(${this.person}, ${this.slot})`
}

class Cancel extends Step {
  constructor(
    readonly person: number,
    readonly slot: number,
  ) {
    super()
  }
  inModel = (model: Model) => model.cancel(this.person, this.slot)
  inReal = async (real: Real) => {
    const id = real.participants.get(`${this.person}/${this.slot}`)
    return id ? said(await real.staff.post(`/participants/${id}/cancel`)) : 'nothing'
  }
  toString = () => `cancel(${this.person}, ${this.slot})`
}

class Mark extends Step {
  constructor(
    readonly person: number,
    readonly slot: number,
    readonly status: Exclude<Status, 'cancelled'>,
  ) {
    super()
  }
  inModel = (model: Model) => model.mark(this.person, this.slot, this.status)
  inReal = async (real: Real): Promise<Answer> => {
    const id = real.participants.get(`${this.person}/${this.slot}`)
    if (!id) return 'nothing'
    const { body } = await real.staff.post<{ failed: { code: Answer }[] }>('/participants/status', {
      ids: [id],
      status: this.status,
    })
    return body.failed[0]?.code ?? 'ok'
  }
  toString = () => `mark(${this.person}, ${this.slot}, ${this.status})`
}

class Resize extends Step {
  constructor(
    readonly slot: number,
    readonly capacity: number,
  ) {
    super()
  }
  inModel = (model: Model) => model.resize(this.slot, this.capacity)
  inReal = async (real: Real) =>
    said(await real.staff.patch(`/occurrences/${real.slots[this.slot]}`, { capacity: this.capacity }))
  toString = () => `resize(${this.slot}, ${this.capacity})`
}

const person = fc.integer({ min: 0, max: 5 })
const slot = fc.integer({ min: 0, max: 2 })
const steps = [
  fc.tuple(person, fc.uniqueArray(slot, { minLength: 1, maxLength: 3 })).map(([who, slots]) => new Book(who, slots)),
  fc.tuple(person, slot).map(([who, where]) => new Book(who, [where])),
  fc.tuple(person, slot).map(([who, where]) => new Hold(who, where)),
  fc.tuple(person, slot).map(([who, where]) => new Release(who, where)),
  fc.tuple(person, slot).map(([who, where]) => new Cancel(who, where)),
  fc
    .tuple(person, slot, fc.constantFrom('expected' as const, 'attended' as const, 'noShow' as const))
    .map(([who, where, status]) => new Mark(who, where, status)),
  fc.tuple(slot, fc.integer({ min: 1, max: 5 })).map(([where, capacity]) => new Resize(where, capacity)),
]

it('answers any sequence of wishes as the reference model does, and counts alike after every step', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands(steps, { maxCommands: 40, size: 'max' }),
      fc.integer({ min: 2, max: 4 }),
      async (commands, dayCapacity) => {
        const capacities = [1, 2, Math.min(3, dayCapacity)]
        const lines = ['08', '10', '12'].map((hour, index) => ({
          service,
          startTime: `${hour}:00`,
          endTime: `${hour}:30`,
          capacity: capacities[index] ?? 1,
        }))
        const made = await makeEvent(app.pool, { place, dates: ['2026-12-02'], capacity: dayCapacity, lines })
        const real: Real = {
          staff,
          slots: made.occurrences[0] ?? [],
          visitors: await makeVisitors(app.pool, 6),
          participants: new Map(),
          holds: new Map(),
        }
        await fc.asyncModelRun(() => ({ model: new Model(dayCapacity, [...capacities]), real }), commands)
      },
    ),
    { numRuns: 25, seed: 20_261_121 },
  )
  expect(await violations(app.pool)).toEqual([])
})
