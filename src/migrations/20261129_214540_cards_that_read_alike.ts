import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import type { Gradually } from './gradually'

/**
 * The same card number can be typed in Cyrillic, in Latin or without its hyphen (K-777). Of existing cards that read
 * alike, the oldest keeps its number. The others are marked and shown to administrators on the home screen, so that
 * nobody loses a card. Cards contain only capital letters, digits and hyphens, so folding changes nothing else.
 */
/** А В С Е Н К М О Р Т Х У, which look like Latin letters. */
const CYRILLIC = `U&'\\0410\\0412\\0421\\0415\\041D\\041A\\041C\\041E\\0420\\0422\\0425\\0423-'`
const FOLDED = `translate(card_number, ${CYRILLIC}, 'ABCEHKMOPTXY')`

export const gradually: Gradually = async ({ briefly, index, inBatches }) => {
  await briefly('ALTER TABLE visitors ADD COLUMN IF NOT EXISTS card_twin boolean NOT NULL DEFAULT false')
  await index('visitors_card_twins', `visitors ((${FOLDED})) WHERE card_twin`)
  await index('visitors_card_folding', `visitors ((${FOLDED}), created_at, id)`)
  await inBatches(`
    UPDATE visitors SET card_twin = true
     WHERE id IN (
       SELECT v.id FROM visitors v
        WHERE v.id > $1 AND NOT v.card_twin AND EXISTS (
          SELECT FROM visitors o
           WHERE ${FOLDED.replace('card_number', 'o.card_number')} = ${FOLDED.replace('card_number', 'v.card_number')}
             AND (o.created_at, o.id) < (v.created_at, v.id))
        ORDER BY v.id LIMIT 1000)
    RETURNING id`)
  await index('visitors_card_folded', `visitors ((${FOLDED})) WHERE NOT card_twin`, 'UNIQUE INDEX')
  await briefly('DROP INDEX IF EXISTS visitors_card_folding')
}

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw('SELECT 1'))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const DOWN = `
DROP INDEX visitors_card_folded, visitors_card_twins;
ALTER TABLE visitors DROP COLUMN card_twin;
`
