import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Visitors get the keys of version 2 in the background (docs/decisions/025). Where there is nobody yet, nothing is left
 * to do. The version before does not start again on what it does not know.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
UPDATE derivations SET version = 2 WHERE name = 'search-keys' AND NOT EXISTS (SELECT FROM visitors);
`

// The version before makes unknown keys anew when it starts.
const DOWN = `
SELECT 1;
`
