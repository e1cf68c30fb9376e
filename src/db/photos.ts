import type { Db } from './sql'

/** The file of a photo that nobody else has. */
export const fileOfPhoto = async (db: Db, photo: string, visitor: string): Promise<string | null> => {
  const [row] = await db.rows<{ filename: string | null }>(
    'SELECT filename FROM media m WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM visitors WHERE photo_id = $1 AND id <> $2)',
    [photo, visitor],
  )
  return row?.filename ?? null
}

export const deletePhotoRow = async (db: Db, photo: string): Promise<void> => {
  await db.rows('DELETE FROM media m WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM visitors WHERE photo_id = $1)', [
    photo,
  ])
}

/** Uploaded for a form that was never saved, or taken off a person since. */
export const loosePhotos = (db: Db, before: Date): Promise<{ id: string; filename: string | null }[]> =>
  db.rows(
    'SELECT id, filename FROM media m WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM visitors WHERE photo_id = m.id) ORDER BY id LIMIT 500',
    [before.toISOString()],
  )
