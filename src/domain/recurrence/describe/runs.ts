/** A range of numbers: [7, 13] for 7 to 13, [5, 5] for 5 alone. */
export type Run = readonly [number, number]

/** Joins three or more consecutive numbers into a range. Numbers counted from the end are kept apart. */
export const runsOf = (numbers: readonly number[]): Run[] => {
  const runs: Run[] = []
  for (const number of numbers) {
    const [from, to] = runs.at(-1) ?? [NaN, NaN]
    if (to === number - 1 && Math.sign(to) === Math.sign(number)) runs[runs.length - 1] = [from, number]
    else runs.push([number, number])
  }
  return runs.flatMap(([from, to]): Run[] =>
    to - from === 1
      ? [
          [from, from],
          [to, to],
        ]
      : [[from, to]],
  )
}
