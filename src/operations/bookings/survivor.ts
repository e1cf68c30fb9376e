/** Thrown to leave a transaction that has locked a merged record. */
export class MergedInto extends Error {
  constructor(readonly survivor: string) {
    super('This record was merged into another one')
  }
}

/**
 * Repeats work for a merged record with its survivor, in a new transaction, because the survivor's locks have to be
 * taken first. Checking beforehand would cost every booking a round trip.
 */
export const forSurvivor = async <Result>(
  visitor: string,
  work: (visitor: string) => Promise<Result>,
): Promise<Result> => {
  for (let asked = visitor; ;) {
    try {
      return await work(asked)
    } catch (error) {
      if (!(error instanceof MergedInto)) throw error
      asked = error.survivor
    }
  }
}
