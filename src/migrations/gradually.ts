/**
 * What a migration of a large table does before its own transaction, in steps that leave everybody working.
 * A kill in the middle is followed by all of them again, so each step finds out what is left to do.
 */
export type Gradually = (steps: Steps) => Promise<void>

export type Steps = {
  /** DDL that is quick once it has its lock. It waits a moment for it and tries again, so that nobody queues up behind it. Written with IF NOT EXISTS or the like. */
  briefly: (statement: string) => Promise<void>
  /** An index, while rows are written. `on` is what stands behind ON: `visitors (last_name)`. */
  index: (name: string, on: string, kind?: 'INDEX' | 'UNIQUE INDEX') => Promise<void>
  /**
   * Rows by the thousand: an UPDATE or DELETE of those that are still to do, in the order of their ids from `$1` on,
   * RETURNING the id; what is done is not read again. Rows that are new meanwhile need a default or a trigger.
   */
  inBatches: (statement: string) => Promise<void>
  /** A CHECK or a foreign key of old rows, too: first for new ones only, then the old ones are read without a lock. */
  constraint: (table: string, name: string, definition: string) => Promise<void>
}
