/** One result. Targets refer to `ratio`: ours compared with the baseline of the same run. */
export type Line = {
  what: string
  ours: string
  baseline?: string
  ratio?: number
  target?: { least: number } | { most: number }
}

export const reached = ({ ratio, target }: Line): boolean | null => {
  if (!target || ratio === undefined) return null
  return 'least' in target ? ratio >= target.least : ratio <= target.most
}

const format = (number: number): string =>
  number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(3)

export const print = (part: string, lines: readonly Line[]): void => {
  console.log(`\n${part}`)
  for (const line of lines) {
    const ok = reached(line)
    const target = line.target
      ? 'least' in line.target
        ? `at least ${line.target.least}`
        : `at most ${line.target.most}`
      : null
    console.log(
      [
        `  ${line.what}`,
        `ours ${line.ours}`,
        line.baseline ? `baseline ${line.baseline}` : null,
        line.ratio === undefined ? null : `ratio ${format(line.ratio)}`,
        target ? `target ${target}: ${ok ? 'reached' : 'MISSED'}` : null,
      ]
        .filter((text) => text !== null)
        .join('  |  '),
    )
  }
}
