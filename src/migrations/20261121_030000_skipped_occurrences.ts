import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Marks occurrences that the series cancelled together with their date. They come back with the date; those cancelled
 * by hand do not.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE occurrences ADD COLUMN skipped boolean DEFAULT false;
    ALTER TABLE occurrences ALTER COLUMN skipped SET NOT NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE occurrences DROP COLUMN skipped;`)
}
