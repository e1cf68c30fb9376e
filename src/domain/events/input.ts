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

/** The form of a rule as a caller sends it; src/domain/recurrence says what it may hold. */
export type RecurrenceInput = Record<string, unknown>

/** Which dates an edit of an event concerns. */
export type EditScope = 'all' | 'following' | 'day'

/** What a caller sends to create or change an event. Shapes are checked already, meaning is not. */
export type EventInput = {
  title?: string
  place?: string
  type?: EventType
  date?: string
  startTime?: string
  endTime?: string
  capacity?: number
  recurrence?: Maybe<RecurrenceInput>
  rrule?: Maybe<string>
  skipDates?: Maybe<{ date: string; reason?: Maybe<string> }[]>
  services?: LineInput[]
  announce?: Maybe<boolean>
}

const REQUIRED = ['title', 'place', 'date', 'startTime', 'endTime', 'capacity', 'services'] as const

export type NewEventInput = EventInput & Required<Pick<EventInput, (typeof REQUIRED)[number]>>

export const missingIn = (input: EventInput): string[] =>
  REQUIRED.filter((name) => input[name] === undefined || (name === 'services' && input.services?.length === 0))

export const isComplete = (input: EventInput): input is NewEventInput => missingIn(input).length === 0
