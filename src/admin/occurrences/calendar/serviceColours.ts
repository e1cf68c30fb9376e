/** The number of `.pr-tint-…` classes in calendar.scss. */
const TINTS = 12

/**
 * A tint per service. Ids grow with time, so a service added to the catalogue later takes the next tint and
 * the others keep theirs.
 */
export const tintsOf = (services: readonly { id: string }[]): ReadonlyMap<string, number> =>
  new Map([...services].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id }, index) => [id, index % TINTS]))
