import type { BookingWindow, EventType } from './series'

type Maybe<Value> = Value | null | undefined

export type LineInput = {
  id?: Maybe<string>
  service: string
  startTime: string
  endTime?: Maybe<string>
  capacity?: Maybe<number>
  bookingWindow?: Maybe<{ value?: Maybe<number>; unit?: Maybe<BookingWindow['unit']> }>
}

/** The recurrence form as sent by the caller; src/domain/recurrence checks it. */
export type RecurrenceInput = Record<string, unknown>

/** Which dates an edit of an event applies to. */
export type EditScope = 'all' | 'following' | 'day'

/** Input for creating or changing an event. Types have been checked, business rules have not. */
export type EventInput = {
  title?: string
  place?: string
  type?: EventType
  date?: string
  startTime?: string
  endTime?: string
  endsNextDay?: Maybe<boolean>
  capacity?: number
  recurrence?: Maybe<RecurrenceInput>
  rrule?: Maybe<string>
  skipDates?: Maybe<{ date: string; reason?: Maybe<string> }[]>
  services?: LineInput[]
  announce?: Maybe<boolean>
}

const REQUIRED = ['title', 'place', 'date', 'startTime', 'endTime', 'capacity', 'services'] as const

export type NewEventInput = EventInput & Required<Pick<EventInput, (typeof REQUIRED)[number]>>

export const isRequired = (name: string): boolean => REQUIRED.some((one) => one === name)

export const missingIn = (input: EventInput): string[] =>
  REQUIRED.filter((name) => input[name] === undefined || (name === 'services' && input.services?.length === 0))

export const isComplete = (input: EventInput): input is NewEventInput => missingIn(input).length === 0
