import type { Texts } from '../shape'

export const apiDocs = {
  title: 'Pristan API',
  about: 'REST API of the back-office of day centres: events, occurrences, bookings.',
  values:
    'JSON under `/api`. Ids are UUIDs. Dates `YYYY-MM-DD` and times `HH:mm` are on the clocks of the place, instants are ISO 8601 in UTC. An empty value is null.',
  signIn:
    'Staff sign in with `POST /api/users/login` and send `Authorization: JWT …`. Programs send `Authorization: integrations API-Key …`; the scope of a key is `read` or `booking`.',
  error: 'An error: `{shape}`, in the language of Accept-Language.',
  limits: '`limit` is at most 200, `depth` at most 3, a body at most 1 MB.',
  real: 'Requests sent from this page are real: they reach the data of this installation, as you if you are signed in to the panel here.',
  file: 'openapi.json for programs',
  tags: {
    'Signing in': 'Signing in',
    Events: 'Events',
    Occurrences: 'Occurrences',
    Bookings: 'Bookings',
    Attendance: 'Attendance',
    Visitors: 'Visitors',
    'Personal data': 'Personal data',
    Catalogue: 'Catalogue',
    Exports: 'Exports',
    'People who work': 'People who work',
    Integrations: 'Integrations',
    Logs: 'Logs',
    Live: 'Live',
    Telegram: 'Telegram',
    Health: 'Health',
    Description: 'Description',
  },
} as const satisfies Texts
