import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Visitors get the keys of version 2 in the background (docs/decisions/025). Without visitors there is nothing to do.
 * The previous version of the program refuses to start on a migration that it does not know.
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

// When the previous version starts, it recomputes keys that it does not know.
const DOWN = `
SELECT 1;
`
