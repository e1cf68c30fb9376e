/**
 * The rules of places, written a second time and as simply as possible: one day, a few services on it that
 * don't overlap in time, people who come and go. No locks, no SQL, nothing shared with src.
 */
export type Status = 'expected' | 'attended' | 'noShow' | 'cancelled'
export type Answer =
  | 'ok'
  | 'ALREADY_BOOKED'
  | 'OCCURRENCE_FULL'
  | 'EVENT_FULL'
  | 'CAPACITY_BELOW_PARTICIPANTS'
  | 'CAPACITY_ABOVE_EVENT'
  | 'PARTICIPANT_CANCELLED'
  | 'nothing'

export class Model {
  readonly bookings = new Map<string, Status>()
  readonly holds = new Set<string>()

  constructor(
    public dayCapacity: number,
    readonly capacities: number[],
  ) {}

  private active = (person: number, slot: number): boolean => {
    const status = this.bookings.get(`${person}/${slot}`)
    return status !== undefined && status !== 'cancelled'
  }

  private slots = (): number[] => this.capacities.map((_, slot) => slot)
  private people = (): number[] => [
    ...new Set([...this.bookings.keys(), ...this.holds].map((key) => Number(key.split('/')[0]))),
  ]
  private onDay = (person: number): boolean => this.slots().some((slot) => this.active(person, slot))
  private holding = (person: number, slot: number): boolean => this.holds.has(`${person}/${slot}`)

  taken = (slot: number): number => this.people().filter((person) => this.active(person, slot)).length
  present = (): number => this.people().filter(this.onDay).length

  private refusal(person: number, slots: readonly number[]): Answer {
    let counted = this.onDay(person)
    for (const slot of slots) {
      if (this.active(person, slot)) return 'ALREADY_BOOKED'
      const others = this.people().filter((other) => other !== person)
      const held = others.filter((other) => this.holding(other, slot) && !this.active(other, slot)).length
      if (this.taken(slot) + held >= (this.capacities[slot] ?? 0)) return 'OCCURRENCE_FULL'
      const dayHeld = others.filter(
        (other) => !this.onDay(other) && this.slots().some((any) => this.holding(other, any)),
      ).length
      if (!counted && this.present() + dayHeld >= this.dayCapacity) return 'EVENT_FULL'
      counted = true
    }
    return 'ok'
  }

  book(person: number, slots: readonly number[]): Answer {
    const answer = this.refusal(person, slots)
    if (answer !== 'ok') return answer
    for (const slot of slots) {
      this.bookings.set(`${person}/${slot}`, 'expected')
      this.holds.delete(`${person}/${slot}`)
    }
    return 'ok'
  }

  hold(person: number, slot: number): Answer {
    const answer = this.refusal(person, [slot])
    if (answer === 'ok') this.holds.add(`${person}/${slot}`)
    return answer
  }

  release(person: number, slot: number): Answer {
    return this.holds.delete(`${person}/${slot}`) ? 'ok' : 'nothing'
  }

  cancel(person: number, slot: number): Answer {
    if (!this.bookings.has(`${person}/${slot}`)) return 'nothing'
    this.bookings.set(`${person}/${slot}`, 'cancelled')
    return 'ok'
  }

  mark(person: number, slot: number, status: Exclude<Status, 'cancelled'>): Answer {
    const now = this.bookings.get(`${person}/${slot}`)
    if (now === undefined) return 'nothing'
    if (now === 'cancelled') return 'PARTICIPANT_CANCELLED'
    this.bookings.set(`${person}/${slot}`, status)
    return 'ok'
  }

  resize(slot: number, capacity: number): Answer {
    if (capacity < this.taken(slot)) return 'CAPACITY_BELOW_PARTICIPANTS'
    if (capacity > this.dayCapacity) return 'CAPACITY_ABOVE_EVENT'
    this.capacities[slot] = capacity
    return 'ok'
  }
}
