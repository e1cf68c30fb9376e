import type { Endpoint } from 'payload'
import { now } from '@/config/clock'
import { overlapsOfNew } from '@/operations/events/overlaps'

/** Payload's creation of an event, with a warning about other events at the same place and time. */
export const warned =
  (create: Endpoint['handler']): Endpoint['handler'] =>
  async (req) => {
    const response = await create(req)
    if (response.status !== 201) return response
    const answer = (await response.json()) as { doc: { id: string } }
    const warnings = await overlapsOfNew(req, answer.doc.id, now())
    return Response.json({ ...answer, warnings }, { status: 201, headers: response.headers })
  }
