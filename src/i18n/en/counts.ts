import type { Texts } from '../shape'

/** What messages and the bot count. */
export const counts = {
  people: { one: '{count} person', other: '{count} people' },
  messages: { one: '{count} message', other: '{count} messages' },
  occurrences: { one: '{count} occurrence', other: '{count} occurrences' },
  places: { one: '{count} place', other: '{count} places' },
  bookings: { one: '{count} booking', other: '{count} bookings' },
} as const satisfies Texts
