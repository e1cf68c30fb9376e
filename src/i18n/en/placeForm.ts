import type { Texts } from '../shape'

/** Putting the time zone of a place right. */
export const placeForm = {
  chooseZone: 'Choose a time zone',
  title: 'Another time zone',
  keeps: 'Times of day stay as they are written, on the clock of the new zone. What has begun stays as it was.',
  dates: { one: '{count} date to come moves', other: '{count} dates to come move' },
  example: '{date} at {time}: the clock now says so in {zone}.',
  people: { one: '{count} booking moves', other: '{count} bookings move' },
  confirm: 'Change the zone',
  confirmPeople: 'Change the zone and tell',
} as const satisfies Texts
