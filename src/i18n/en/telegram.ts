import type { Texts } from '../shape'

/** What the bot sends without being asked. */
export const telegram = {
  nextDay: '{hours} of the next day',
  confirmed: 'The booking is confirmed',
  moved: 'A booking has changed: {people}',
  warn: 'Please tell the people you booked.',
  card: 'card {card}',
  newPlace: 'A new place, the same time',
  newZone: 'The time zone of the place was put right: the time by the clock there is the same',
  wasUntil: 'Before: until {time}',
  was: 'Before: {when}',
  wasAt: 'Before: {service}, {when}, {place}',
  now: 'Now: {when}',
  cancelled: 'A booking is cancelled: {people}',
  reason: 'Reason: {reason}',
  today: 'Today, {date}: {people}',
  tomorrow: 'Tomorrow, {date}: {people}',
  yourPeople: 'You booked them.',
  missed: 'Did not come on {date}: {people}',
  missedOfYours: 'Of those you booked.',
  serviceLine: '{hours} {service}: {places}',
  nextDate: 'The next date: {date}',
  bookInBot: 'Book visitors in the bot.',
  moreNames: '…and {count} more',
  moreSections: '…and {count} more: all bookings are in the bot, under “My bookings”.',
} as const satisfies Texts
