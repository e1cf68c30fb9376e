import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { doorListPlace, doorListServices } from '@/db/place-door-list'
import { reading } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { localDate } from '@/domain/time/zone'
import { ensureExpanded } from '@/operations/events/ensureExpanded'

type Asked = { place: string; date: string | undefined; caller: Caller; now: Date }

const collator = new Intl.Collator('ru')

/**
 * Who is expected at a place on one of its days, service by service; today where no date is given. Recorded in the
 * log as an export, like the list of one occurrence.
 */
export const doorListOfPlace = async (payload: Payload, { place: id, date: asked, caller, now }: Asked) => {
  const db = reading(payload)
  const place = await doorListPlace(db, id)
  if (!place) throw new Refusal('NOT_FOUND')
  const date = asked ?? localDate(now, place.timezone)
  await ensureExpanded(payload, { from: date, until: date, now })
  const services = (await doorListServices(db, id, date, now)).map((service) => ({
    ...service,
    startsAt: service.startsAt.toISOString(),
    endsAt: service.endsAt.toISOString(),
    people: service.people.sort((a, b) => collator.compare(a.fullName, b.fullName) || (a.visitor < b.visitor ? -1 : 1)),
  }))
  await recordAudit(db, {
    at: now,
    action: 'participants.exported',
    subject: 'places',
    subjectId: id,
    caller,
    changes: {
      format: 'door-list',
      dates: [date],
      columns: ['fullName', 'cardNumber', 'status'],
      rows: services.reduce((sum, { people }) => sum + people.length, 0),
    },
  })
  return { place: place.title, timezone: place.timezone, date, services }
}
