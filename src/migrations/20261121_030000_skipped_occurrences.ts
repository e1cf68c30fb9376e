import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Cancelled together with its date by the series, and so comes back with it; one cancelled by hand does not. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE occurrences ADD COLUMN skipped boolean DEFAULT false;
    ALTER TABLE occurrences ALTER COLUMN skipped SET NOT NULL;`)
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`ALTER TABLE occurrences DROP COLUMN skipped;`)
}
