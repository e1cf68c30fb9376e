export type Sizes = {
  database: number
  /** null: there is none yet. */
  lastBackup: number | null
  uploads: number
  /** How far the database lets its log grow before it is written back and removed. */
  log: number
}

/** A first backup is smaller than the database; later ones are about as large as the one before. */
const PACKED = 0.5
const GROWTH = 1.25

export const roomForFile = ({ database, lastBackup, uploads }: Sizes): number =>
  lastBackup === null ? database * PACKED + uploads : lastBackup * GROWTH

/**
 * A trial restore makes the database a second time. Its rows pass through the log as well, of which no more is kept
 * than the database allows.
 */
export const roomForTrial = ({ database, log }: Sizes): number => database + Math.min(database, log)
