import { AsyncResource } from 'node:async_hooks'
import type { Payload } from 'payload'
import { faultOf } from '@/operations/errors/faultOf'
import { logEvent } from '@/config/log'
import { claimOf, type KeyOf } from '@/db/idempotency'
import type { Participant } from '@/db/participants'
import type { Call } from '@/db/statement'
import { sourceOf, type Caller } from '@/domain/access/caller'
import { count } from '@/operations/metrics/counts'
import { bookTogether, type Outcome } from './bookTogether'

type Answer = { participants: Participant[] }
type Request = {
  occurrence: string
  visitor: string
  comment: string | null
  caller: Caller
  now: Date
  key: KeyOf | null
}

/** One of several bookings that are written in one transaction. */
export type Member = Request & {
  /** Claims the key; made in the request's own context, which it names. */
  claim: Call | null
}
type Waiting = Member & {
  alone: () => Promise<Answer>
  resolve: (answer: Answer | Promise<Answer>) => void
  reject: (error: unknown) => void
}

/** So many transactions of this process book one occurrence at the same time: one has the locks, one gets ready. */
const AT_ONCE = 2
const MOST_TOGETHER = 16

type Door = { busy: number; waiting: Waiting[] }
const doors = new WeakMap<Payload, Map<string, Door>>()

/**
 * Books one visitor on one occurrence. Whoever comes while nobody else books there is booked alone, as ever. Those who
 * come while others are being booked wait for the end of that, which they would do at the locks anyway, and are booked
 * in one transaction. `alone` books one request without the others.
 */
export const gathered = async (
  payload: Payload,
  { alone, ...request }: Request & { alone: () => Promise<Answer> },
): Promise<Answer> => {
  const open = doors.get(payload) ?? new Map<string, Door>()
  doors.set(payload, open)
  const door = open.get(request.occurrence) ?? { busy: 0, waiting: [] }
  open.set(request.occurrence, door)

  /** One transaction at the door, and after it the next for whoever came meanwhile. */
  const enter = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    door.busy += 1
    try {
      return await work()
    } finally {
      door.busy -= 1
      const next = whoFits(door.waiting)
      if (next.length > 0) void enter(() => serve(payload, next))
      else if (door.busy === 0) open.delete(request.occurrence)
    }
  }

  if (door.busy < AT_ONCE) return enter(alone)
  return new Promise((resolve, reject) =>
    door.waiting.push({
      ...request,
      claim: request.key && claimOf(request.key),
      alone: AsyncResource.bind(alone),
      resolve,
      reject,
    }),
  )
}

/** Takes those who can share a transaction: no visitor and no key twice. The others stay in the queue. */
const whoFits = (waiting: Waiting[]): Waiting[] => {
  const taken: Waiting[] = []
  const names = new Set<string>()
  for (const one of [...waiting]) {
    const own = [one.visitor, ...(one.key ? [JSON.stringify([one.key.caller, one.key.route, one.key.key])] : [])]
    if (taken.length === MOST_TOGETHER || own.some((name) => names.has(name))) continue
    own.forEach((name) => names.add(name))
    taken.push(one)
    waiting.splice(waiting.indexOf(one), 1)
  }
  return taken
}

/** A fault must not hide behind the slower way. */
const notTogether = (error: unknown): Outcome[] => {
  logEvent({ level: 'warn', msg: 'bookings could not be written together', err: faultOf(error), routine: true })
  return []
}

/** Whatever goes wrong for all of them together is tried for each alone, which says what is wrong with whom. */
const serve = async (payload: Payload, members: readonly Waiting[]): Promise<void> => {
  const [only, ...others] = members
  const outcomes = only && others.length > 0 ? await bookTogether(payload, members).catch(notTogether) : []
  const left: Promise<unknown>[] = []
  members.forEach((member, index) => {
    const outcome = outcomes[index] ?? 'alone'
    if (outcome === 'alone') {
      const answer = member.alone()
      member.resolve(answer)
      left.push(answer.catch(() => undefined))
    } else if ('refused' in outcome) member.reject(outcome.refused)
    else {
      count('bookings', sourceOf(member.caller), outcome.participants.length)
      member.resolve(outcome)
    }
  })
  await Promise.all(left)
}
