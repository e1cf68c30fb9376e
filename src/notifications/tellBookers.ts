import type { Db } from '@/db/sql'
import type { Facts } from '@/domain/audit/entry'
import type { MessageKind } from '@/domain/messages/kinds'
import { enqueue } from './enqueue'

export type BookedParticipant = { id: string; bookedBy: { relationTo: string; value: string } | null }

/**
 * One message per volunteer and change, listing the participants they booked: thirty people booked by four volunteers
 * make four messages. Nobody is told about people booked in the panel or with an API key.
 */
export const tellBookers = async (
  db: Db,
  now: Date,
  { kind, participants, about }: { kind: MessageKind; participants: readonly BookedParticipant[]; about: Facts },
): Promise<void> => {
  const byVolunteer = new Map<string, string[]>()
  for (const { id, bookedBy } of participants) {
    if (bookedBy?.relationTo !== 'volunteers') continue
    byVolunteer.set(bookedBy.value, [...(byVolunteer.get(bookedBy.value) ?? []), id])
  }
  await enqueue(
    db,
    now,
    [...byVolunteer].map(([volunteer, ids]) => ({
      kind,
      recipient: { kind: 'volunteers' as const, id: volunteer },
      payload: { ...about, participants: ids },
    })),
  )
}
