import fs from 'node:fs/promises'
import path from 'node:path'
import type { PayloadRequest } from 'payload'
import { uploadsDir } from '@/config/paths'
import { recordAudit } from '@/db/audit'
import type { ExportedPart } from '@/db/people-tables'
import { bookingsOf, entriesAbout, photoOf } from '@/db/person'
import { openEntries } from '@/db/person-keys'
import { reading, type Db } from '@/db/sql'
import { distinctFrom } from '@/db/visitors'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { systemCode } from '@/machine/failure'

/** A part that the list of tables promises can't be left out. */
export type HeldData = Record<ExportedPart, unknown[]> & {
  madeAt: string
  visitor: Record<string, unknown>
  photo: { type: string; base64: string } | null
  bookings: Record<string, unknown>[]
  notThisPerson: string[]
  log: Record<string, unknown>[]
}

/** Everything held about one person, for the person. That it was taken out is in the log before it leaves. */
export const exportPerson = async (
  req: PayloadRequest,
  { id, format, caller, now }: { id: string; format: string; caller: Caller; now: Date },
): Promise<HeldData> => {
  const visitor = await req.payload.findByID({
    collection: 'visitors',
    id,
    depth: 0,
    overrideAccess: true,
    disableErrors: true,
    req,
  })
  if (!visitor) throw new Refusal('NOT_FOUND')
  const db = reading(req.payload)
  const bookings = await bookingsOf(db, id)
  await recordAudit(db, {
    at: now,
    action: 'visitor.dataExported',
    subject: 'visitors',
    subjectId: id,
    caller,
    changes: { format, rows: bookings.length },
  })
  const entries = await entriesAbout(db, id)
  const opened = await openEntries(
    db,
    entries.map((entry) => entry.id),
  )
  return {
    madeAt: now.toISOString(),
    visitor: { ...visitor },
    photo: typeof visitor.photo === 'string' ? await photo(db, visitor.photo) : null,
    bookings,
    notThisPerson: await distinctFrom(db, id),
    log: entries.map(({ id: entry, ...rest }) => ({ ...rest, about: opened.get(entry)?.values ?? null })),
  }
}

const photo = async (db: Db, id: string): Promise<HeldData['photo']> => {
  const row = await photoOf(db, id)
  if (!row?.filename) return null
  try {
    return {
      type: row.mimeType ?? 'image/webp',
      base64: (await fs.readFile(path.join(uploadsDir(), path.basename(row.filename)))).toString('base64'),
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}
