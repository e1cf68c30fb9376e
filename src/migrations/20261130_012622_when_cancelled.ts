import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import type { Gradually } from './gradually'

/** When a date or an occurrence was last cancelled: who lost a booking at that moment lost it by that. */
export const gradually: Gradually = async ({ briefly, inBatches }) => {
  for (const table of ['occurrences', 'event_days'])
    await briefly(`ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS "cancelled_at" timestamp(3) with time zone`)
  for (const table of ['occurrences', 'event_days'])
    await inBatches(`
      UPDATE ${table} SET cancelled_at = updated_at
       WHERE id IN (
         SELECT id FROM ${table} WHERE id > $1 AND status = 'cancelled' AND cancelled_at IS NULL ORDER BY id LIMIT 1000)
      RETURNING id`)
}

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw('SELECT 1'))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const DOWN = `
ALTER TABLE event_days DROP COLUMN cancelled_at;
ALTER TABLE occurrences DROP COLUMN cancelled_at;
`
