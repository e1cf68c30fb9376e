import { int } from './rows'
import { statement, type Statement } from './statement'

/**
 * Every table that references a visitor, and what happens to its rows. If a table is missing here,
 * tests/int/database/people-tables.test.ts fails, so whoever adds one has to answer all five questions.
 */
export type PeopleTable = {
  /** Foreign key columns with the id of a visitor. */
  keys: readonly string[]
  /** Columns that contain ids of visitors or their bookings without a foreign key. */
  loose: readonly string[]
  /**
   * When two records are merged: `moved` to the survivor; `together`: rows stay and are read for both; `left`: neither.
   */
  merging: 'moved' | 'together' | 'left'
  /** When a merge is undone: `putBack`: moved rows go back; `soughtAgain`: pairs are searched again. */
  undoing: 'putBack' | 'together' | 'soughtAgain' | 'left'
  /** When the person is erased. null: the rows contain nothing about a person except that there was one. */
  erasing: Erasing | null
  /** Its place in the answer to "what do you hold about me". null: nothing in it is about the person. */
  exporting: ExportedPart | null
  /** How long rows are kept: the `terms` of the retention, as long as the `person`, a `short` while, or `always`. */
  keeping: 'terms' | 'person' | 'short' | 'always'
}

export const EXPORTED_PARTS = ['bookings', 'notThisPerson', 'merged', 'log'] as const
export type ExportedPart = (typeof EXPORTED_PARTS)[number]

/** A statement that returns the number of changed rows. `$1` is the visitor, or all ids of `about` as texts. */
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
    // Visits stay in the statistics. What was written about the person is deleted.
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
    // The message about a cancellation contains its reason.
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
    // Only a guess of the program, and about somebody else.
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
    // The ids of the merged records stay. Their contents are deleted, so the merge can't be undone any more.
    erasing: erasing(
      'merges',
      'UPDATE merges SET undo = NULL WHERE (survivor_id = $1 OR other_id = $1) AND undo IS NOT NULL',
    ),
    exporting: 'merged',
    keeping: 'person',
  },
  // Merged records reference their survivor. Each record is erased with its own line in the ledger.
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
    // Every record keeps its own key, so that its log entries stay readable.
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
    // Ends a conversation about this person. The bot removes it from the screen with the next sweep.
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
    // Entries never change: without the person's key, their personal data can't be read.
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

/** In the order of the list, because messages and undos are found through bookings, which have to exist then. */
export const ERASINGS: readonly Erasing[] = Object.values<PeopleTable>(PEOPLE_TABLES).flatMap(({ erasing: rule }) =>
  rule ? [rule] : [],
)
