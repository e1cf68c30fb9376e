/** Thrown out of a transaction that has locked a record which leads to another one. */
export class MergedInto extends Error {
  constructor(readonly survivor: string) {
    super('This record was merged into another one')
  }
}

/**
 * What is asked for a merged record is done for the survivor, in a new transaction: that one's locks come first. Asking
 * beforehand would cost every booking a round trip.
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
