import { randomUUID } from 'node:crypto'
import {
  APIError,
  BasePayload,
  buildConfig,
  type CollectionBeforeChangeHook,
  type CollectionAfterChangeHook,
  type CollectionConfig,
} from 'payload'
import { AuditLog } from '@/collections/AuditLog'
import { EventDays } from '@/collections/EventDays'
import { Events } from '@/collections/Events'
import { Media } from '@/collections/Media'
import { Messages } from '@/collections/Messages'
import { Occurrences } from '@/collections/Occurrences'
import { Participants } from '@/collections/Participants'
import { Places } from '@/collections/Places'
import { Services } from '@/collections/Services'
import { Users } from '@/collections/Users'
import { Visitors } from '@/collections/Visitors'
import { database } from '@/db/adapter'
import { int } from '@/db/rows'
import { poolOf, within } from '@/db/sql'
import { statement } from '@/db/statement'
import type { World } from '../world'
import { answerOf, type Contender } from './raw'
import { twinOf } from './twin'

const CAPACITY = statement('stock-capacity', 'SELECT capacity FROM raw_occurrences WHERE id = $1 FOR UPDATE', {
  capacity: int,
})
const TAKEN = statement(
  'stock-taken',
  `SELECT count(*)::int AS taken FROM stock_participants WHERE occurrence_id = $1 AND status <> 'cancelled'`,
  { taken: int },
)

/** The usual way in Payload: a beforeChange hook locks the occurrence and counts its participants. */
const rejectOverCapacity: CollectionBeforeChangeHook = async ({ data, req }) => {
  const db = await within(req)
  const [occurrence] = await db.rows(CAPACITY, [data.occurrence])
  const [counted] = await db.rows(TAKEN, [data.occurrence])
  if (!occurrence || !counted || counted.taken >= occurrence.capacity) throw new APIError('OCCURRENCE_FULL', 409)
  return data
}

/** Writes the other rows with the same `req`, and so in the same transaction. */
const writeAlong: CollectionAfterChangeHook = async ({ doc, req }) => {
  const { id, visitor, occurrence, bookedBy, bookedAt } = doc
  const write = (collection: string, data: object) =>
    req.payload.create({ collection: collection as 'messages', data: data as never, req, depth: 0 })
  await write('audit-log', {
    at: bookedAt,
    action: 'participant.booked',
    subject: 'participants',
    subjectId: id,
    actorKind: 'volunteers',
    actorId: bookedBy.value,
    changes: { visitor, occurrence, again: false },
  })
  await write('messages', {
    kind: 'bookingConfirmed',
    recipientKind: 'volunteers',
    recipientId: bookedBy.value,
    payload: { participants: [id] },
  })
  await write('stock-keys', {
    caller: `volunteers:${bookedBy.value}`,
    route: 'stock',
    key: randomUUID(),
    bodyHash: randomUUID().repeat(2),
    status: 201,
    answer: { status: 201, body: answerOf(id, visitor, occurrence, bookedBy.value, bookedAt) },
  })
  return doc
}

const StockParticipants: CollectionConfig = {
  ...Participants,
  slug: 'stock-participants',
  dbName: 'stock_participants',
  // The indexes were created with the twin table.
  custom: {},
  hooks: { beforeChange: [rejectOverCapacity], afterChange: [writeAlong] },
}
const StockKeys: CollectionConfig = {
  slug: 'stock-keys',
  dbName: 'stock_keys',
  lockDocuments: false,
  fields: [
    { name: 'caller', type: 'text', required: true },
    { name: 'route', type: 'text', required: true },
    { name: 'key', type: 'text', required: true, unique: true },
    { name: 'bodyHash', type: 'text', required: true },
    { name: 'status', type: 'number' },
    { name: 'answer', type: 'json' },
  ],
}

export const stockContender = async ({ pool, caller, now }: World): Promise<Contender> => {
  await twinOf(pool, 'participants', 'stock_participants')
  await pool.query(`CREATE TABLE IF NOT EXISTS stock_keys (id uuid PRIMARY KEY, caller varchar NOT NULL,
    route varchar NOT NULL, key varchar NOT NULL UNIQUE, body_hash varchar NOT NULL, status numeric, answer jsonb,
    updated_at timestamptz(3) NOT NULL DEFAULT now(), created_at timestamptz(3) NOT NULL DEFAULT now())`)
  const config = buildConfig({
    collections: [
      Events,
      Occurrences,
      StockParticipants,
      StockKeys,
      Places,
      Services,
      EventDays,
      Visitors,
      Users,
      Media,
      Messages,
      AuditLog,
    ],
    db: database(),
    secret: 'bench',
    telemetry: false,
    graphQL: { disable: true },
    typescript: { autoGenerate: false },
  })
  const payload = await new BasePayload().init({ config, disableOnInit: true })
  payload.logger.level = 'warn'
  return {
    name: 'stock',
    book: (occurrence, visitor) =>
      payload.create({
        collection: 'stock-participants' as 'participants',
        depth: 0,
        data: {
          visitor,
          occurrence,
          status: 'expected',
          source: 'bot',
          bookedBy: { relationTo: 'volunteers', value: caller.id },
          bookedAt: now.toISOString(),
        },
      }),
    close: () => poolOf(payload).end(),
  }
}
