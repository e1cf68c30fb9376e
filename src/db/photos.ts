import { bool, nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const FILE_OF_PHOTO = statement(
  'file-of-photo',
  `SELECT filename FROM media m
    WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM visitors WHERE photo_id = $1 AND id <> $2)`,
  { filename: nullable(text) },
)

/** The file of a photo, unless another person uses it, too. */
export const fileOfPhoto = async (db: Db, photo: string, visitor: string): Promise<string | null> => {
  const [row] = await db.rows(FILE_OF_PHOTO, [photo, visitor])
  return row?.filename ?? null
}

const DELETE_PHOTO_ROW = statement(
  'delete-photo-row',
  'DELETE FROM media m WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM visitors WHERE photo_id = $1)',
)

export const deletePhotoRow = async (db: Db, photo: string): Promise<void> => {
  await db.rows(DELETE_PHOTO_ROW, [photo])
}

const PHOTO_OF = statement(
  'photo-before',
  `SELECT photo_id::text AS photo, erased_at IS NOT NULL AS erased FROM visitors WHERE id = $1 FOR NO KEY UPDATE`,
  { photo: nullable(text), erased: bool },
)

/** Locks the visitor. null: there is no such person. */
export const photoOf = async (db: Db, visitor: string): Promise<{ photo: string | null; erased: boolean } | null> =>
  (await db.rows(PHOTO_OF, [visitor]))[0] ?? null

const WRITE_PHOTO = statement('write-photo', 'UPDATE visitors SET photo_id = $2, updated_at = $3 WHERE id = $1')

export const writePhoto = async (
  db: Db,
  { visitor, photo, now }: { visitor: string; photo: string; now: Date },
): Promise<void> => {
  await db.rows(WRITE_PHOTO, [visitor, photo, now.toISOString()])
}

const LOOSE_PHOTOS = statement(
  'loose-photos',
  `SELECT id, filename FROM media m
    WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM visitors WHERE photo_id = m.id) ORDER BY id LIMIT 500`,
  { id: uuid, filename: nullable(text) },
)

/** Photos of a form that was never saved, or since removed from a person. */
export const loosePhotos = (db: Db, before: Date): Promise<{ id: string; filename: string | null }[]> =>
  db.rows(LOOSE_PHOTOS, [before.toISOString()])
