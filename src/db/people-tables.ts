import { int } from './rows'
import { statement, type Statement } from './statement'

/**
 * Every table that points at a visitor, and what becomes of its rows. A table that is missing here fails
 * tests/int/database/people-tables.test.ts, so whoever adds one has to answer all five questions.
 */
export type PeopleTable = {
  /** Columns with the id of a visitor: foreign keys. */
  keys: readonly string[]
  /** Where ids of visitors, or of their bookings, stand without a foreign key. */
  loose: readonly string[]
  /** Two records become one: `moved` to the survivor; `together`: rows stay, and are read for both; `left`: neither. */
  merging: 'moved' | 'together' | 'left'
  /** The merge is taken back: what was moved is put back; pairs are looked for again. */
  undoing: 'putBack' | 'together' | 'soughtAgain' | 'left'
  /** The person is erased. null: the rows say nothing about anybody but that there was somebody. */
  erasing: Erasing | null
  /** Where it is in the answer to "what do you hold about me". null: nothing of it is about the person. */
  exporting: ExportedPart | null
  /** How long the rows are there: `terms` of the retention, with the `person`, a `short` while, or `always`. */
  keeping: 'terms' | 'person' | 'short' | 'always'
}

export const EXPORTED_PARTS = ['bookings', 'notThisPerson', 'merged', 'log'] as const
export type ExportedPart = (typeof EXPORTED_PARTS)[number]

/** A change that answers how many rows it changed. `$1` is the visitor, or all ids of `about` as texts. */
export type Erasing = {
  counted: string
  about: 'visitor' | 'participants' | 'visitorAndParticipants'
  change: Statement<{ count: number }>
}

const erasing = (counted: string, change: string, about: Erasing['about'] = 'visitor'): Erasing => ({
  counted,
  about,
  change: statement(
    `erase-${counted}`,
    `WITH done AS (${change} RETURNING 1) SELECT count(*)::int AS count FROM done`,
    {
      count: int,
    },
  ),
})

export const PEOPLE_TABLES = {
  participants: {
    keys: ['visitor_id'],
    loose: [],
    merging: 'moved',
    undoing: 'putBack',
    // Visits stay in the figures; what was said about the person goes.
    erasing: erasing(
      'comments',
      `UPDATE participants SET comment = NULL, cancel_reason = NULL
        WHERE visitor_id = $1 AND (comment IS NOT NULL OR cancel_reason IS NOT NULL)`,
    ),
    exporting: 'bookings',
    keeping: 'terms',
  },
  messages: {
    keys: [],
    loose: ['payload'],
    merging: 'left',
    undoing: 'left',
    // The words of a cancellation travel with the message about it.
    erasing: erasing(
      'messages',
      `UPDATE messages SET payload = payload - 'reason', last_error = NULL
        WHERE payload->'participants' ?| $1::text[] AND (payload ? 'reason' OR last_error IS NOT NULL)`,
      'participants',
    ),
    exporting: null,
    keeping: 'always',
  },
  attendance_undos: {
    keys: [],
    loose: ['changes'],
    merging: 'left',
    undoing: 'left',
    erasing: erasing(
      'undos',
      `UPDATE attendance_undos u
          SET changes = coalesce((
                SELECT jsonb_agg(c) FROM jsonb_array_elements(u.changes) c WHERE NOT c->>'id' = ANY ($1::text[])), '[]')
        WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(u.changes) c WHERE c->>'id' = ANY ($1::text[]))`,
      'participants',
    ),
    exporting: null,
    keeping: 'short',
  },
  idempotency_keys: {
    keys: [],
    loose: ['answer'],
    merging: 'left',
    undoing: 'left',
    erasing: erasing('answers', 'DELETE FROM idempotency_keys WHERE position($1 IN answer::text) > 0'),
    exporting: null,
    keeping: 'short',
  },
  distinct_visitors: {
    keys: ['a', 'b'],
    loose: [],
    merging: 'together',
    undoing: 'together',
    erasing: erasing('pairs', 'DELETE FROM distinct_visitors WHERE a = $1 OR b = $1'),
    exporting: 'notThisPerson',
    keeping: 'person',
  },
  likely_pairs: {
    keys: ['a', 'b'],
    loose: [],
    merging: 'moved',
    undoing: 'soughtAgain',
    erasing: erasing('likelyPairs', 'DELETE FROM likely_pairs WHERE a = $1 OR b = $1'),
    // A guess of the program about somebody else.
    exporting: null,
    keeping: 'person',
  },
  pairs_to_seek: {
    keys: ['visitor_id'],
    loose: [],
    merging: 'left',
    undoing: 'left',
    erasing: null,
    exporting: null,
    keeping: 'short',
  },
  merges: {
    keys: ['other_id', 'survivor_id'],
    loose: ['undo', 'folded'],
    merging: 'left',
    undoing: 'left',
    // Which records were one stays, as ids; what they said goes, and with it the way back.
    erasing: erasing(
      'merges',
      'UPDATE merges SET undo = NULL WHERE (survivor_id = $1 OR other_id = $1) AND undo IS NOT NULL',
    ),
    exporting: 'merged',
    keeping: 'person',
  },
  // The record that a merged one leads to. Each is erased with a line of its own in the ledger.
  visitors: {
    keys: ['merged_into_id'],
    loose: [],
    merging: 'moved',
    undoing: 'putBack',
    erasing: null,
    exporting: 'merged',
    keeping: 'terms',
  },
  holds: {
    keys: ['visitor_id'],
    loose: [],
    merging: 'moved',
    undoing: 'putBack',
    erasing: erasing('holds', 'DELETE FROM holds WHERE visitor_id = $1'),
    exporting: null,
    keeping: 'short',
  },
  person_keys: {
    keys: ['visitor_id'],
    loose: [],
    // Every record keeps its own key, and what the log says under it stays readable.
    merging: 'together',
    undoing: 'together',
    erasing: erasing('keys', 'DELETE FROM person_keys WHERE visitor_id = $1'),
    exporting: null,
    keeping: 'terms',
  },
  conversations: {
    keys: [],
    loose: ['state'],
    merging: 'left',
    undoing: 'left',
    // A conversation that is about this person is over: the bot takes it off the screen with the next sweep.
    erasing: erasing(
      'conversations',
      `UPDATE conversations SET state = '{"open": true}', updated_at = 'epoch'
        WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS about WHERE position(about IN state::text) > 0)`,
      'visitorAndParticipants',
    ),
    exporting: null,
    keeping: 'short',
  },
  audit_log: {
    keys: [],
    loose: ['subject_id', 'changes', 'sealed'],
    merging: 'together',
    undoing: 'together',
    // Entries never change: what they say about the person can't be read without the person's key.
    erasing: null,
    exporting: 'log',
    keeping: 'always',
  },
  erasures: {
    keys: [],
    loose: ['visitor_id'],
    merging: 'left',
    undoing: 'left',
    erasing: null,
    exporting: null,
    keeping: 'always',
  },
} as const satisfies Record<string, PeopleTable>

/** In the order of the list: messages and undos are found by bookings, which are still there. */
export const ERASINGS: readonly Erasing[] = Object.values<PeopleTable>(PEOPLE_TABLES).flatMap(({ erasing: rule }) =>
  rule ? [rule] : [],
)
