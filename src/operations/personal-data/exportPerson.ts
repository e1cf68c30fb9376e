import fs from 'node:fs/promises'
import path from 'node:path'
import type { PayloadRequest } from 'payload'
import { uploadsDir } from '@/config/paths'
import { recordAudit } from '@/db/audit'
import type { ExportedPart } from '@/db/people-tables'
import { leadsTo } from '@/db/merged'
import { readRecords } from '@/db/merge-records'
import { mergeById, mergedRecords } from '@/db/merges'
import { bookingsOf, entriesAbout, photoOf } from '@/db/person'
import { openEntries } from '@/db/person-keys'
import { reading, type Db } from '@/db/sql'
import { distinctFrom } from '@/db/visitors'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { systemCode } from '@/machine/failure'

/** Every part that the list of tables declares has to be here. */
export type HeldData = Record<ExportedPart, unknown[]> & {
  madeAt: string
  visitor: Record<string, unknown>
  photo: { type: string; base64: string } | null
  bookings: Record<string, unknown>[]
  notThisPerson: string[]
  /** Records merged into this one, and bookings kept for undoing a merge. */
  merged: Record<string, unknown>[]
  log: Record<string, unknown>[]
}

/** Everything stored about one person, to hand to that person. The export is in the audit log before it is sent. */
export const exportPerson = async (
  req: PayloadRequest,
  { id: asked, format, caller, now }: { id: string; format: string; caller: Caller; now: Date },
): Promise<HeldData> => {
  const db = reading(req.payload)
  const id = (await leadsTo(db, asked)) ?? asked
  const visitor = await req.payload.findByID({
    collection: 'visitors',
    id,
    depth: 0,
    overrideAccess: true,
    disableErrors: true,
    req,
  })
  if (!visitor) throw new Refusal('NOT_FOUND')
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
    merged: await merged(db, id),
    log: entries.map(({ id: entry, ...rest }) => ({ ...rest, about: opened.get(entry)?.values ?? null })),
  }
}

const merged = async (db: Db, survivor: string): Promise<HeldData['merged']> => {
  const others = await mergedRecords(db, survivor)
  const records = await readRecords(
    db,
    others.map(({ id }) => id),
  )
  return Promise.all(
    others.map(async ({ id, merge, mergedAt, photo: picture }) => ({
      ...records.get(id),
      mergedAt,
      photo: picture === null ? null : await photo(db, picture),
      bookings: (await mergeById(db, merge))?.trace?.dropped ?? [],
    })),
  )
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
