import { DateTime } from 'luxon'
import { extendEvents } from '@/operations/events/extendEvents'
import { codeOf, type Answer, type App, type Client } from '../../helpers/app'
import { chance, type Chance } from '../fuzz'
import { makeVisitors } from '../schedule'
import { alwaysTrue, changedPeople, followsSeries, kept, type Decided } from './checks'
import { asSaid, type Impact } from './impact'
import { changedRows, takeSnapshot, type DayRow, type EventRow, type OccurrenceRow, type Snapshot } from './snapshot'

/** What a step did: its answer, who it may have cancelled or booked, and what else to compare. */
type Done = {
  answer: Answer<Record<string, unknown>>
  mayGo?: ReadonlySet<string>
  books?: boolean
  /** A change of the series or of the place: nothing that has begun is in its reach. */
  series?: boolean
  compare?: (before: Snapshot, after: Snapshot) => string[]
}
type Step = { name: string; run: (before: Snapshot) => Promise<Done | null> }

const MINUTE = 60_000
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const ZONES = ['Europe/Moscow', 'Asia/Omsk', 'Asia/Kamchatka', 'Europe/Kaliningrad']
const HOURS = [
  ['10:00', '18:00', false],
  ['09:00', '15:00', false],
  ['14:00', '20:00', false],
  ['22:00', '08:00', true],
  ['20:00', '06:00', true],
] as const

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** A random program of one administrator over one or two series, checked after each of its steps. */
export class Program {
  readonly log: string[] = []
  private readonly random: Chance
  private now: number
  private readonly roots = new Map<string, string>()
  private readonly decided: Decided = {
    deletedDates: new Set(),
    deletedLines: new Set(),
    cancelledDays: new Set(),
    cancelledOccurrences: new Set(),
  }
  private places: string[] = []
  private services: string[] = []
  private visitors: string[] = []

  constructor(
    private readonly app: App,
    private readonly admin: Client,
    seed: number,
  ) {
    this.random = chance(seed)
    const day = this.random.pick(['2026-11-23', '2026-12-30', '2027-02-25'])
    this.now = Date.parse(`${day}T00:00:00Z`) + this.random.below(24 * 60) * MINUTE
  }

  /** The first fault found, in words; null if there is none. */
  async run(steps: number): Promise<string | null> {
    this.app.setNow(new Date(this.now))
    for (const title of ['Ясная', 'Зелёная'])
      this.places.push(await this.created('/places', { title, timezone: this.random.pick(ZONES) }))
    for (const title of ['Стирка', 'Душ', 'Обед'])
      this.services.push(
        await this.created('/services', {
          title,
          capacity: 5,
          minutes: 30,
          bookingWindow: { value: 60, unit: 'days' },
          allowOverlap: true,
        }),
      )
    this.visitors = await makeVisitors(this.app.pool, 5)
    await this.create()
    for (let step = 0; step < steps; step += 1) {
      const fault = await this.step()
      if (fault !== null) return `${fault}\n${this.log.slice(-12).join('\n')}`
    }
    return null
  }

  private async created(path: string, body: object): Promise<string> {
    const answer = await this.admin.post<{ doc: { id: string } }>(path, body)
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
    return answer.body.doc.id
  }

  private snapshot = (): Promise<Snapshot> => takeSnapshot(this.app.pool, [...this.roots.keys()])

  private async step(): Promise<string | null> {
    this.app.setNow(new Date(this.now))
    const before = await this.snapshot()
    const step = this.choose(before)
    const done = await step.run(before).catch((error: unknown) => `${step.name}: ${String(error)}`)
    if (typeof done === 'string') return done
    if (!done) return null
    const { answer, mayGo = new Set(), books = false, series = false, compare } = done
    const code = answer.status < 300 ? '' : ` ${codeOf(answer) ?? ''} ${JSON.stringify(answer.body).slice(0, 200)}`
    this.log.push(`${new Date(this.now).toISOString()} ${step.name} -> ${answer.status}${code}`)
    const after = await this.snapshot()
    const faults = [
      ...(answer.status >= 500 ? [`answered ${answer.status}`] : []),
      ...(answer.status >= 400
        ? [
            ...changedRows(before.days, after.days),
            ...changedRows(before.occurrences, after.occurrences),
            ...changedRows(before.people, after.people),
          ].map((row) => `refused, but ${row}`)
        : (compare?.(before, after) ?? [])),
      ...alwaysTrue(this.now, after, this.decided),
      ...kept(before, after, { now: this.now, series, roots: this.roots }),
    ]
    const people = changedPeople(before, after)
    faults.push(...people.gone.filter((id) => !mayGo.has(id)).map((id) => `${id} was cancelled in silence`))
    if (!books) faults.push(...people.come.map((id) => `${id} came back`))
    return faults.length === 0 ? null : `${step.name}:\n${faults.slice(0, 5).join('\n')}`
  }

  private choose(before: Snapshot): Step {
    const kinds: [number, (before: Snapshot) => Step][] = [
      [6, this.edit],
      [5, this.byHandOccurrence],
      [2, this.byHandDay],
      [2, this.cancel],
      [2, this.remove],
      [2, this.restore],
      [6, this.book],
      [1, this.archive],
      [2, this.activate],
      [2, this.zone],
      [2, this.pass],
      [1, this.extend],
    ]
    let at = this.random.below(kinds.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, kind] of kinds) if ((at -= weight) < 0) return kind(before)
    return this.pass()
  }

  private today = (zone = 'Europe/Moscow'): string => DateTime.fromMillis(this.now, { zone }).toISODate() ?? ''

  private some = <Item>(items: readonly Item[], share = 0.5): Item[] => items.filter(() => this.random.often(share))

  private hours() {
    const [startTime, endTime, endsNextDay] = this.random.pick(HOURS)
    return { startTime, endTime, endsNextDay }
  }

  /** Services inside some hours; some of them are those that are there already. */
  private lines(
    hours: { startTime: string; endTime: string; endsNextDay: boolean },
    capacity: number,
    old: EventRow | null,
  ) {
    const start = minutesOf(hours.startTime)
    const length = minutesOf(hours.endTime) + (hours.endsNextDay ? 1440 : 0) - start
    const keeps = old ? this.some(old.lines, 0.8) : []
    const fresh = this.some(this.services, keeps.length === 0 ? 0.7 : 0.2)
    const line = (service: string, id?: string) => {
      const from = this.random.below(length / 60 - 1) * 60
      const to = Math.min(length, from + 60 + this.random.below(4) * 60)
      return {
        ...(id === undefined ? {} : { id }),
        service,
        startTime: timeOf(start + from),
        endTime: timeOf(start + to),
        capacity: Math.max(1, capacity - this.random.below(3)),
      }
    }
    const same = (one: EventRow['lines'][number]) => {
      const { id, service, startTime, endTime } = one
      return this.random.often(0.5)
        ? { id, service, startTime, endTime, capacity: Math.min(one.capacity, capacity) }
        : line(service, id)
    }
    const all = [...keeps.map(same), ...fresh.map((service) => line(service))]
    return all.length > 0 ? all : [line(this.random.pick(this.services))]
  }

  private rule(): string {
    const days = this.some(DAYS, 0.4)
    const by = days.length > 0 ? `;BYDAY=${days.join(',')}` : ''
    const end = this.random.pick([
      '',
      '',
      ';COUNT=12',
      `;UNTIL=${DateTime.fromMillis(this.now).plus({ days: 40 }).toFormat('yyyyMMdd')}`,
    ])
    return (
      this.random.pick([`FREQ=WEEKLY${by}`, `FREQ=WEEKLY;INTERVAL=2${by}`, 'FREQ=DAILY;INTERVAL=3', 'FREQ=MONTHLY']) +
      end
    )
  }

  private async create(): Promise<void> {
    for (let tries = 0; this.roots.size === 0 && tries < 40; tries += 1) {
      const hours = this.hours()
      const capacity = 3 + this.random.below(4)
      const answer = await this.admin.post<{ doc: { id: string } }>('/events', {
        title: `Событие ${tries}`,
        place: this.places[0],
        type: 'recurring',
        date: DateTime.fromISO(this.today())
          .plus({ days: this.random.below(9) - 3 })
          .toISODate(),
        rrule: this.rule(),
        capacity,
        ...hours,
        services: this.lines(hours, capacity, null),
      })
      if (answer.status === 201) this.roots.set(answer.body.doc.id, answer.body.doc.id)
      this.log.push(`create ${answer.status} ${answer.status === 201 ? '' : JSON.stringify(answer.body).slice(0, 150)}`)
    }
  }

  private futureDays = ({ days }: Snapshot, event?: string): DayRow[] =>
    [...days.values()].filter(
      (day) => day.status === 'scheduled' && day.startsAt > this.now && (event === undefined || day.event === event),
    )

  private change(event: EventRow, scope: string, day: DayRow | null): Record<string, unknown> {
    const body: Record<string, unknown> = {}
    const hours = this.random.often(0.5) ? this.hours() : null
    const capacity = this.random.often(0.3) ? 2 + this.random.below(6) : event.capacity
    if (hours && this.random.often(0.8)) Object.assign(body, hours)
    else if (hours) body.startTime = hours.startTime
    if (capacity !== event.capacity) body.capacity = capacity
    if ((hours && this.random.often(0.9)) || this.random.often(0.3)) {
      const inside = hours ?? (scope === 'day' && day ? day : event)
      const lines = this.lines(inside, capacity, event)
      body.services = scope === 'day' ? lines.filter((line) => 'id' in line) : lines
    }
    if (scope === 'day') return body
    if (this.random.often(0.3)) {
      const dates = this.some(event.skipDates, 0.6)
      const next = [...dates, ...(day ? [day.date] : [])]
      body.skipDates = [...new Set(next)].map((date) => ({ date, reason: null }))
    }
    if (this.random.often(0.25)) body.rrule = this.rule()
    if (this.random.often(0.15)) body.place = this.random.pick(this.places)
    if (this.random.often(0.1)) body.title = 'Другое'
    return body
  }

  private edit = (before: Snapshot): Step => {
    const event = this.random.pick([...before.events.values()])
    const days = this.futureDays(before, event.id)
    const scope = days.length === 0 ? 'all' : this.random.pick(['all', 'following', 'day'] as const)
    const day = days.length === 0 ? null : this.random.pick(days.slice(0, 12))
    const policy = this.random.often(0.8) ? 'keep' : 'follow'
    const body = this.change(event, scope, day)
    const about = { scope, policy, date: day?.date, body }
    return {
      name: `edit ${event.id} ${JSON.stringify(about)}`,
      run: async () => {
        const date: Record<string, string> = scope === 'all' ? {} : { date: day?.date ?? '' }
        const shown = await this.admin.post<Impact & Record<string, unknown>>(`/events/${event.id}/preview`, {
          ...body,
          scope,
          edited: policy,
          ...date,
        })
        const query = new URLSearchParams({ scope, edited: policy, ...date }).toString()
        const send = (more = '') =>
          this.admin.patch<Record<string, unknown>>(`/events/${event.id}?${query}${more}`, body)
        const first = await send()
        const affected = shown.status === 200 && shown.body.participants.length > 0
        const asks = codeOf(first) === 'EVENT_CHANGE_CONFIRM_REQUIRED'
        if (asks !== affected || (!affected && first.status !== shown.status))
          throw new Error(`The preview said ${shown.status} ${affected}, the change ${JSON.stringify(first.body)}`)
        const answer = asks ? await send('&confirm=true') : first
        const created = (answer.body.created as { id?: string } | null | undefined)?.id
        if (created) this.carryOn(event.id, created, day?.date ?? '')
        if (answer.status >= 400) return { answer }
        const reach = scope === 'day' ? null : { now: this.now, from: scope === 'following' ? (day?.date ?? '') : '' }
        return {
          answer,
          series: scope !== 'day',
          mayGo: new Set(shown.body.participants.filter(({ fate }) => fate === 'cancelled').map(({ id }) => id)),
          compare: (_, after) => {
            this.relabel(before, after)
            const now = after.events.get(created ?? event.id)
            return [
              ...asSaid(shown.body, before, after, { event, created, policy, reach }),
              ...(scope !== 'day' && now ? followsSeries(this.now, now, after) : []),
            ]
          },
        }
      },
    }
  }

  /** What was deleted from the date of a split on is the new event's. */
  private carryOn(from: string, to: string, date: string): void {
    this.roots.set(to, this.roots.get(from) ?? from)
    for (const key of [...this.decided.deletedDates]) {
      const [event, on = ''] = key.split(' ')
      if (event !== from || on < date) continue
      this.decided.deletedDates.delete(key)
      this.decided.deletedDates.add(`${to} ${on}`)
    }
  }

  /** A split gives the lines of what carries on ids of their own. */
  private relabel(before: Snapshot, after: Snapshot): void {
    const lines = new Map<string, string>()
    for (const [id, { line, day }] of before.occurrences) {
      const next = after.occurrences.get(id)
      if (next && next.line !== line) lines.set(`${after.days.get(day)?.event} ${line}`, next.line)
    }
    for (const key of [...this.decided.deletedLines]) {
      const [day = '', line = ''] = key.split(' ')
      const next = lines.get(`${after.days.get(day)?.event} ${line}`)
      if (next) this.decided.deletedLines.add(`${day} ${next}`)
    }
  }

  private someOccurrence = ({ occurrences }: Snapshot): OccurrenceRow | null => {
    const own = [...occurrences.values()]
      .filter(({ status, startsAt }) => status === 'scheduled' && startsAt > this.now)
      .sort((a, b) => a.startsAt - b.startsAt || a.id.localeCompare(b.id))
    return own.length === 0 ? null : this.random.pick(own.slice(0, 25))
  }

  private nothing = (name: string): Step => ({ name, run: async () => null })

  private byHandOccurrence = (before: Snapshot): Step => {
    const one = this.someOccurrence(before)
    if (!one) return this.nothing('no occurrence')
    const at = (instant: number): string => new Date(instant + (this.random.below(9) - 4) * 15 * MINUTE).toISOString()
    const body = {
      ...(this.random.often(0.5) ? { startsAt: at(one.startsAt) } : {}),
      ...(this.random.often(0.5) ? { endsAt: at(one.endsAt) } : {}),
      ...(this.random.often(0.3) ? { capacity: 1 + this.random.below(6) } : {}),
    }
    return {
      name: `occurrence ${one.date} ${JSON.stringify(body)}`,
      run: async () => ({ answer: await this.admin.patch(`/occurrences/${one.id}?confirm=true`, body) }),
    }
  }

  private byHandDay = (before: Snapshot): Step => {
    const days = this.futureDays(before)
    if (days.length === 0) return this.nothing('no day')
    const day = this.random.pick(days.slice(0, 12))
    const capacity = 1 + this.random.below(8)
    return {
      name: `day ${day.date} capacity ${capacity}`,
      run: async () => ({ answer: await this.admin.patch(`/event-days/${day.id}`, { capacity }) }),
    }
  }

  private peopleOn = ({ people, occurrences }: Snapshot, is: (one: OccurrenceRow) => boolean): Set<string> =>
    new Set(
      [...people.values()]
        .filter(({ occurrence, status }) => {
          const one = occurrences.get(occurrence)
          return status === 'expected' && one !== undefined && is(one)
        })
        .map(({ id }) => id),
    )

  private cancel = (before: Snapshot): Step => {
    const one = this.someOccurrence(before)
    if (!one) return this.nothing('nothing to cancel')
    const whole = this.random.often(0.5)
    return {
      name: `cancel ${whole ? 'day' : 'occurrence'} ${one.date} ${one.id}`,
      run: async () => {
        const path = whole ? `/event-days/${one.day}/cancel` : `/occurrences/${one.id}/cancel`
        const answer = await this.admin.post<Record<string, unknown>>(path, { confirm: true })
        if (answer.status === 200) {
          if (whole) this.decided.cancelledDays.add(one.day)
          for (const { id, day, status } of before.occurrences.values())
            if (status === 'scheduled' && (whole ? day === one.day : id === one.id))
              this.decided.cancelledOccurrences.add(id)
        }
        return { answer, mayGo: this.peopleOn(before, ({ id, day }) => (whole ? day === one.day : id === one.id)) }
      },
    }
  }

  private restore = (): Step => {
    const { cancelledDays, cancelledOccurrences } = this.decided
    const whole = this.random.often(0.5)
    const ids = [...(whole ? cancelledDays : cancelledOccurrences)]
    if (ids.length === 0) return this.nothing('nothing to put back')
    const id = this.random.pick(ids)
    return {
      name: `restore ${whole ? 'day' : 'occurrence'} ${id}`,
      run: async (before) => {
        const path = whole ? `/event-days/${id}/restore` : `/occurrences/${id}/restore`
        const answer = await this.admin.post<Record<string, unknown>>(path, {})
        if (answer.status === 200) {
          ;(whole ? cancelledDays : cancelledOccurrences).delete(id)
          // What was cancelled with its date comes back with it.
          if (whole)
            for (const one of before.occurrences.values()) if (one.day === id) cancelledOccurrences.delete(one.id)
        }
        return { answer }
      },
    }
  }

  private remove = (before: Snapshot): Step => {
    const one = this.someOccurrence(before)
    if (!one) return this.nothing('nothing to delete')
    const whole = this.random.often(0.5)
    return {
      name: `delete ${whole ? 'day' : 'occurrence'} ${one.date} ${one.id}`,
      run: async () => {
        const path = whole ? `/event-days/${one.day}` : `/occurrences/${one.id}`
        const answer = await this.admin.delete<Record<string, unknown>>(path)
        if (answer.status === 200 && whole) this.decided.deletedDates.add(`${one.event} ${one.date}`)
        else if (answer.status === 200) this.decided.deletedLines.add(`${one.day} ${one.line}`)
        // History goes only with what had none but cancelled people.
        return { answer }
      },
    }
  }

  private book = (before: Snapshot): Step => {
    const one = this.someOccurrence(before)
    if (!one) return this.nothing('nothing to book')
    const visitor = this.random.pick(this.visitors)
    return {
      name: `book ${one.date} ${one.id}`,
      run: async () => ({
        answer: await this.admin.post('/bookings', { visitor, occurrence: one.id }),
        books: true,
      }),
    }
  }

  private archive = (before: Snapshot): Step => {
    const event = this.random.pick([...before.events.values()])
    return {
      name: `archive ${event.id}`,
      run: async () => ({
        answer: await this.admin.post(`/events/${event.id}/archive`, { confirm: true }),
        series: true,
        mayGo: this.peopleOn(before, (one) => one.event === event.id),
      }),
    }
  }

  private activate = (before: Snapshot): Step => {
    const archived = [...before.events.values()].filter((event) => event.archived)
    if (archived.length === 0) return this.nothing('nothing archived')
    const event = this.random.pick(archived)
    return {
      name: `activate ${event.id}`,
      run: async () => ({ answer: await this.admin.post(`/events/${event.id}/activate`, {}), series: true }),
    }
  }

  private zone = (before: Snapshot): Step => {
    const place = this.random.pick(this.places)
    const timezone = this.random.pick(ZONES)
    return {
      name: `zone of ${place}: ${timezone}`,
      run: async () => {
        const shown = await this.admin.post<{ participants: { id: string }[]; dates: number }>(
          `/places/${place}/preview`,
          {
            timezone,
          },
        )
        const answer = await this.admin.patch<Record<string, unknown>>(`/places/${place}?confirm=true`, { timezone })
        return {
          answer,
          series: true,
          compare: (_, after) => {
            const moved = [...before.occurrences.values()].filter((one) => {
              const next = after.occurrences.get(one.id)
              return one.status === 'scheduled' && next?.startsAt !== one.startsAt
            })
            const ids = new Set(moved.map(({ id }) => id))
            const said = shown.body.participants.map(({ id }) => id).sort()
            const done = [...this.peopleOn(before, ({ id }) => ids.has(id))].sort()
            const days = [...before.days.values()].filter(
              ({ id, status, startsAt }) => status === 'scheduled' && after.days.get(id)?.startsAt !== startsAt,
            )
            return [
              ...(said.join() === done.join() ? [] : [`zone: said ${said}, done ${done}`]),
              ...(days.length === shown.body.dates ? [] : [`zone: said ${shown.body.dates}, done ${days.length}`]),
            ]
          },
        }
      },
    }
  }

  private pass = (): Step => ({
    name: 'time passes',
    run: async () => {
      this.now += (1 + this.random.below(this.random.often(0.3) ? 20_000 : 900)) * MINUTE
      this.app.setNow(new Date(this.now))
      return null
    },
  })

  private extend = (): Step => ({
    name: 'the nightly job',
    run: async () => {
      const ids = [...this.roots.keys()]
      await extendEvents(this.app.payload, { ids, until: null, now: new Date(this.now) })
      return { answer: { status: 200, body: {}, headers: new Headers() }, series: true }
    },
  })
}
