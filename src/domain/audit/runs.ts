export type Run<Entry> = { last: Entry; count: number; since: string }

type Like = {
  at: string
  action: string
  subjectId: string
  person: { id: string } | null
  actor: { id: string } | null
  via: string | null
  address: string | null
}

/** Of everything but a list, since lists show different people. */
const sameAs = ({ action, subjectId, person, actor, via, address }: Like): string =>
  JSON.stringify([action, person?.id ?? subjectId, actor?.id, via, address])

/** Entries that say the same one after another, such as ten failed sign-ins, as one. The newest comes first. */
export const runsOf = <Entry extends Like>(entries: readonly Entry[]): Run<Entry>[] => {
  const runs: Run<Entry>[] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run && sameAs(run.last) === sameAs(entry)) {
      run.count += 1
      run.since = entry.at
    } else runs.push({ last: entry, count: 1, since: entry.at })
  }
  return runs
}
