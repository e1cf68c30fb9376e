/**
 * Steps that run before the migration of a large table, outside of its transaction, and don't block other users. After
 * a kill all steps run again, so each has to find out what is left to do.
 */
export type Gradually = (steps: Steps) => Promise<void>

export type Steps = {
  /**
   * Runs DDL that is fast once it has its lock. Waits only a moment for the lock and then tries again, so that no other
   * queries queue up behind it. Has to be repeatable, for example with IF NOT EXISTS.
   */
  briefly: (statement: string) => Promise<void>
  /** Creates an index without blocking writes. `on` is the text after ON: `visitors (last_name)`. */
  index: (name: string, on: string, kind?: 'INDEX' | 'UNIQUE INDEX') => Promise<void>
  /**
   * Changes thousands of rows at a time. The statement is an UPDATE or DELETE of the rows that are left, in id order
   * after `$1`, RETURNING the id. Finished rows are not read again. Rows inserted meanwhile need a default or a
   * trigger.
   */
  inBatches: (statement: string) => Promise<void>
  /**
   * Adds a CHECK or a foreign key that also covers existing rows: first for new rows only, then the old ones are
   * checked without a lock.
   */
  constraint: (table: string, name: string, definition: string) => Promise<void>
}
