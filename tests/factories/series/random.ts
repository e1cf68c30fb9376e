/** Numbers that a seed repeats. */
export type Random = {
  below: (n: number) => number
  chance: (p: number) => boolean
  one: <T>(list: readonly T[]) => T
  some: <T>(list: readonly T[], p?: number) => T[]
}

export const randomOf = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    chance: (p) => next() < p,
    one: (list) => {
      const found = list[below(list.length)]
      if (found === undefined) throw new Error('Nothing to choose from')
      return found
    },
    some: (list, p = 0.5) => list.filter(() => next() < p),
  }
}
