/** Random numbers in [0, 1), the same on every machine for the same seed. */
export type Random = () => number

/** mulberry32, seeded with two numbers, so person 150,000 can be made without those before. */
export function generator(seed: number, index: number): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35)) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks a word by weight, from a number in [0, 1). */
export type Picker = (chance: number) => string

export function picker(entries: readonly (readonly [string, number])[]): Picker {
  const names = entries.map(([name]) => name)
  let sum = 0
  const upTo = entries.map(([, weight]) => (sum += weight))
  return (chance) => {
    let [low, high] = [0, names.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) > chance * sum) high = middle
      else low = middle + 1
    }
    return names[low] ?? ''
  }
}
