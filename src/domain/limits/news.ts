/**
 * Tells the first of a kind from what is said again within some time. It remembers only so many kinds: of more the
 * oldest are forgotten, and are then news again. Nothing that is new is ever taken for known.
 */
export const rememberNews = ({ forMs, most }: { forMs: number; most: number }) => {
  // In the order in which they were told.
  const told = new Map<string, number>()
  return (kind: string, now: number): boolean => {
    const last = told.get(kind)
    if (last !== undefined && now - last < forMs && now >= last) return false
    told.delete(kind)
    for (const oldest of told.keys()) {
      if (told.size < most) break
      told.delete(oldest)
    }
    told.set(kind, now)
    return true
  }
}
