export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`

/** The duration of each of `count` runs, in milliseconds. */
export const times = async (count: number, work: (run: number) => Promise<unknown>): Promise<number[]> => {
  const taken: number[] = []
  for (let run = 0; run < count; run += 1) {
    const from = performance.now()
    await work(run)
    taken.push(performance.now() - from)
  }
  return taken
}

/** Works through `jobs` with `clients` at a time. Returns the number done per second. */
export const rate = async <Job>(
  jobs: readonly Job[],
  clients: number,
  work: (job: Job) => Promise<unknown>,
): Promise<number> => {
  let next = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < jobs.length) await work(jobs[next++]!)
    }),
  )
  return jobs.length / ((performance.now() - from) / 1_000)
}
