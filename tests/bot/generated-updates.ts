import type { BotApiTable, Fields, Shape } from './checker/table'
import type { Random } from './robot'

type Json = { [key: string]: unknown }

/** What a string or a number of an update is replaced by, one at a time. */
const SPOILT = {
  string: ['\0', 'а\0б', '\ud83d', 'x\udc00', 'ж'.repeat(4096), '\u202e\u200fабв\u202c', ''],
  number: [0, -1, 2 ** 53],
} as const

type Leaf = { holder: Json; key: string; kind: keyof typeof SPOILT }

/**
 * Updates of every kind of the Bot API, made after its description: what is required and a part of what is optional,
 * with one string or number spoilt in most of them. They come from the people given.
 */
export const generateUpdates = (
  { update, objects, aliases }: BotApiTable,
  { count, random, people }: { count: number; random: Random; people: readonly number[] },
): { chat: number; contents: Json }[] => {
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item

  const valueOf = (shape: Shape, depth: number): unknown => {
    switch (shape.kind) {
      case 'literal':
        return shape.value
      case 'number':
        return 1 + Math.floor(random() * 1e9)
      case 'boolean':
        return random() < 0.5
      case 'array':
        return depth > 5 ? [] : [valueOf(shape.of, depth + 1)]
      case 'union':
        return shape.of.length === 0 ? null : valueOf(oneOf(shape.of), depth)
      case 'alias':
        return valueOf(aliases[shape.name] ?? { kind: 'anything' }, depth)
      case 'object':
        return depth > 7 ? {} : objectOf(objects[shape.name] ?? {}, depth + 1)
      default:
        return oneOf(['Иванов', 'слово', '/start', 'abc', '5'])
    }
  }
  const objectOf = (fields: Fields, depth: number): Json =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(([, { required }]) => required || random() < (depth < 3 ? 0.4 : 0.1))
        .map(([name, { shape }]) => [name, valueOf(shape, depth)]),
    )

  /** As Telegram would: it is from one of these people, in a chat of theirs. */
  const from = (part: Json, person: number): void => {
    const user = { id: person, is_bot: false, first_name: 'Гость' }
    if (typeof part.from === 'object') part.from = user
    for (const holder of [part, part.message as Json | undefined])
      if (typeof holder?.chat === 'object') holder.chat = { id: person, type: 'private', first_name: 'Гость' }
  }

  const kinds = Object.entries(update).filter(([kind]) => kind !== 'update_id')
  return Array.from({ length: count }, (_, index) => {
    const [kind, { shape }] = kinds[index % kinds.length] as (typeof kinds)[number]
    const part = valueOf(shape, 0) as Json
    const person = oneOf(people)
    from(part, person)
    const leaves = leavesOf({ [kind]: part })
    const leaf = leaves[Math.floor(random() * leaves.length)]
    if (leaf && random() < 0.9) leaf.holder[leaf.key] = oneOf<unknown>(SPOILT[leaf.kind])
    return { chat: person, contents: { [kind]: part } }
  })
}

const leavesOf = (value: Json): Leaf[] =>
  Object.entries(value).flatMap(([key, inner]): Leaf[] => {
    if (typeof inner === 'string') return [{ holder: value, key, kind: 'string' }]
    if (typeof inner === 'number') return [{ holder: value, key, kind: 'number' }]
    return typeof inner === 'object' && inner !== null ? leavesOf(inner as Json) : []
  })
