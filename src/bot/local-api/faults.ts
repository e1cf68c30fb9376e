import { setTimeout as sleep } from 'node:timers/promises'
import { badRequest, forbidden, Refusal } from './refusal'

/**
 * How a call fails. With `lostAnswer` it is executed but the answer never arrives; with `lostCall` it is not executed.
 */
export type Fault =
  | { kind: 'retryAfter'; seconds: number }
  | { kind: 'blocked' }
  /** The token was revoked. */
  | { kind: 'unauthorized' }
  /** Somebody else polls. */
  | { kind: 'conflict' }
  | { kind: 'badRequest'; description: string }
  | { kind: 'serverError'; code?: number }
  | { kind: 'lostCall' }
  | { kind: 'lostAnswer' }
  | { kind: 'slow'; milliseconds: number }

/** Which calls a fault affects: any method by default, and only the next call unless a number is given. */
export type Rule = {
  fault: Fault
  method?: string
  chat?: number
  times?: number
  when?: (params: Record<string, unknown>) => boolean
}

export type Verdict = { before: () => Promise<void>; loseCall: boolean; loseAnswer: boolean; garbage: number | null }

export class Faults {
  private rules: (Rule & { left: number })[] = []

  /** Applies the fault to calls from now on. Returns a function that ends it. */
  add(rule: Rule): () => void {
    const kept = { ...rule, left: rule.times ?? 1 }
    this.rules.push(kept)
    return () => void (kept.left = 0)
  }

  clear(): void {
    this.rules = []
  }

  /** Takes the faults that apply to this call. */
  meet(method: string, params: Record<string, unknown>): Verdict {
    const met = this.rules.filter((rule) => rule.left > 0 && matches(rule, method, params))
    for (const rule of met) rule.left -= 1
    this.rules = this.rules.filter(({ left }) => left > 0)
    const faults = met.map(({ fault }) => fault)
    const refusal = faults.map(refusalOf).find((one) => one !== null) ?? null
    const delay = faults.reduce((sum, fault) => sum + (fault.kind === 'slow' ? fault.milliseconds : 0), 0)
    const broken = faults.find((fault) => fault.kind === 'serverError')
    return {
      before: async () => {
        if (delay > 0) await sleep(delay)
        if (refusal) throw refusal
      },
      loseCall: faults.some(({ kind }) => kind === 'lostCall'),
      loseAnswer: faults.some(({ kind }) => kind === 'lostAnswer'),
      garbage: broken?.kind === 'serverError' ? (broken.code ?? 502) : null,
    }
  }
}

const matches = ({ method, chat, when }: Rule, called: string, params: Record<string, unknown>): boolean =>
  (method === undefined ? called !== 'getUpdates' : method.toLowerCase() === called.toLowerCase()) &&
  (chat === undefined || Number(params.chat_id) === chat) &&
  (when === undefined || when(params))

const refusalOf = (fault: Fault): Refusal | null => {
  if (fault.kind === 'retryAfter') return tooMany(fault.seconds)
  if (fault.kind === 'blocked') return forbidden('bot was blocked by the user')
  if (fault.kind === 'unauthorized') return new Refusal(401, 'Unauthorized')
  if (fault.kind === 'conflict')
    return new Refusal(409, 'Conflict: terminated by other getUpdates request; make sure that only one bot runs')
  return fault.kind === 'badRequest' ? badRequest(fault.description) : null
}

export const tooMany = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
