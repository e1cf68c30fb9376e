/** The order of rows that nobody asked for an order of. */
const NEWEST_FIRST = '-createdAt'

const pathOf = (order: string): string => order.replace(/^-/, '')

/**
 * An order that leaves nothing open: rows that are equal in all that was asked for stand in the order of their ids.
 * Otherwise the database may put them differently for every page, and some come twice and others never.
 */
export const untilId = (asked: string | readonly string[] | undefined | null): string[] => {
  const orders = (typeof asked === 'string' ? asked.split(',') : (asked ?? [])).map((order) => order.trim())
  const wanted = orders.filter((order) => order !== '')
  const whole = wanted.length > 0 ? wanted : [NEWEST_FIRST]
  const end = whole.findIndex((order) => pathOf(order) === 'id')
  if (end >= 0) return whole.slice(0, end + 1)
  return [...whole, whole.at(-1)?.startsWith('-') ? '-id' : 'id']
}
