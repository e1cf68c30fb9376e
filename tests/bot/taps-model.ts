import type { Pool } from 'pg'
import { fits } from '@/bot/format/fit'
import { buttonsOf } from '@/bot/local-api/person'
import type { Shown } from '@/bot/local-api/chats'
import type { Tester } from './harness'

/** What is in the database, as far as a conversation can change it. */
export type World = {
  /** Status by participant. */
  marks: Map<string, string>
  /** The occurrence and the visitor of a participant. */
  where: Map<string, string>
  visitors: number
  /** Held by this volunteer: visitor and occurrence. */
  holds: Set<string>
}

export type Kept = { scene: Scene; nonce: string }
type Scene = {
  name: string
  step?: string
  visitor?: string
  occurrence?: string
  participants?: string[]
  chosen?: { occurrence: string }[]
  undo?: { id: string; count: number; participant?: string }
}

export const worldOf = async (pool: Pool, volunteer: string): Promise<World> => {
  const { rows } = await pool.query<{ id: string; status: string; key: string }>(
    `SELECT id, status::text AS status, visitor_id || ' ' || occurrence_id AS key FROM participants`,
  )
  const held = await pool.query<{ key: string }>(
    `SELECT visitor_id || ' ' || occurrence_id AS key FROM holds
      WHERE caller = 'volunteers:' || $1 AND expires_at > clock_timestamp()`,
    [volunteer],
  )
  const people = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM visitors')
  return {
    marks: new Map(rows.map(({ id, status }) => [id, status])),
    where: new Map(rows.map(({ id, key }) => [id, key])),
    visitors: people.rows[0]?.count ?? 0,
    holds: new Set(held.rows.map(({ key }) => key)),
  }
}

export const keptOf = async (pool: Pool, chat: number): Promise<Kept | null> =>
  (await pool.query<{ state: Kept }>('SELECT state FROM conversations WHERE chat_id = $1', [chat])).rows[0]?.state ??
  null

export const screenOf = (tester: Tester): Shown | undefined =>
  tester.telegram
    .messages()
    .filter((shown) => shown.from.is_bot && buttonsOf(shown).length > 0)
    .at(-1)

/** Participants whose status is not what it was: before and after. */
export const changesIn = (before: World, after: World): Map<string, [string, string]> =>
  new Map(
    [...after.marks].flatMap(([id, status]): [string, [string, string]][] => {
      const was = before.marks.get(id) ?? 'none'
      return was === status ? [] : [[id, [was, status]]]
    }),
  )

const chosenOf = ({ scene }: Kept): Set<string> =>
  new Set((scene.chosen ?? []).map(({ occurrence }) => `${scene.visitor} ${occurrence}`))

type Deed = { kind: 'tap'; label: string } | { kind: 'nothing' } | { kind: 'text' }
type Step = { deed: Deed; before: { world: World; kept: Kept | null }; after: { world: World; kept: Kept } }

/** What a deed may change, and what the screen must say of it. Answers the first thing that is wrong. */
export const faultIn = ({ deed, before, after }: Step, tester: Tester): string | null => {
  const changed = changesIn(before.world, after.world)
  const text = screenOf(tester)?.text ?? ''
  const label = deed.kind === 'tap' ? deed.label : ''
  const all = [...changed.values()]

  const held = [...after.world.holds].sort().join()
  if (after.kept.scene.name !== 'done' && held !== [...chosenOf(after.kept)].sort().join())
    return `what is held is not what is chosen: ${held}`
  const lost = before.kept ? [...chosenOf(before.kept)].filter((one) => !chosenOf(after.kept).has(one)) : []
  const replaced = chosenOf(after.kept).size === (before.kept ? chosenOf(before.kept).size : 0)
  const said = /Запись сделана|Запись не сделана|❗️/.test(text) || /^✖️/.test(label)
  if (lost.length > 0 && !said && !replaced) return `lost in silence after “${label}”`

  if (deed.kind !== 'tap' && changed.size > 0) return `a text or an old button changed ${changed.size}`
  if (after.world.visitors !== before.world.visitors && !/человек согласен|Другой человек/.test(label))
    return `“${label}” created somebody`
  if (label === '✅ Записать') {
    if (all.some(([was, is]) => is !== 'expected' || (was !== 'none' && was !== 'cancelled'))) return 'booked wrongly'
    const wanted = before.kept ? chosenOf(before.kept) : new Set()
    const made = [...changed.keys()].map((id) => after.world.where.get(id))
    if (made.length > 0 && (made.length !== wanted.size || made.some((key) => !wanted.has(key))))
      return 'booked something else than what was chosen'
    if (made.length > 0 !== text.includes('Запись сделана')) return 'the screen does not say whether it is booked'
  } else if (label.startsWith('↩️')) {
    return undoFault(before, changed, text)
  } else if (/^(🟢 Присутствие|🔴 Неявка|🟡 Снять отметку)$/.test(label)) {
    const wanted = label.startsWith('🟢') ? 'attended' : label.startsWith('🔴') ? 'noShow' : 'expected'
    if (changed.size > 1 || all.some(([, is]) => is !== wanted)) return `“${label}” marked otherwise`
  } else if (label === '🔴 Да, не пришли') {
    if (all.some(([was, is]) => was !== 'expected' || is !== 'noShow')) return 'the rest was more than the rest'
  } else if (label === '❌ Да, отменить') {
    if (changed.size > 1 || all.some(([, is]) => is !== 'cancelled')) return 'cancelled something else'
  } else if (changed.size > 0) return `“${label}” changed ${JSON.stringify(all)}`
  return null
}

/** An undo names one person, or a number of them: exactly those are as before. */
const undoFault = (before: Step['before'], changed: Map<string, [string, string]>, text: string): string | null => {
  const undo = before.kept?.scene.undo
  if (!undo) return 'an undo that the conversation does not know'
  if (/изменили|уже нельзя/.test(text)) return null
  if (changed.size !== undo.count) return `an undo of ${undo.count} changed ${changed.size}: ${text}`
  if (undo.count === 1 && undo.participant !== undefined && !changed.has(undo.participant))
    return 'an undo changed somebody else'
  return null
}

/** What is true of every screen. */
export const screenFault = (
  tester: Tester,
  { scene }: Kept,
  world: World,
  people: Map<string, string>,
): string | null => {
  const shown = screenOf(tester)
  if (!shown) return 'there is no screen'
  const rows = buttonsOf(shown)
  if (tester.menus() !== 1) return `${tester.menus()} menus`
  if (rows.length > 10) return `${rows.length} rows of buttons`
  const cut = rows.flatMap((row) => row.filter(({ text }) => !fits(text, row.length)).map(({ text }) => text))
  if (cut.length > 0) return `cut on a narrow phone: ${cut.join(', ')}`
  const words = shown.text
    .split(/[\n.]/)
    .map((line) => line.trim())
    .filter((line) => line.length > 12)
  const twice = words.find((line, index) => words.indexOf(line) !== index)
  if (twice !== undefined && scene.name !== 'new') return `said twice: ${twice}`
  if (/undefined|null|\[object/.test(shown.text)) return `not for people: ${shown.text}`
  if (scene.name === 'done' && scene.participants?.some((id) => world.marks.get(id) === undefined))
    return 'says that it is booked, and it is not'
  if (scene.name !== 'duty' || scene.occurrence === undefined) return null
  for (const { text } of rows.flat()) {
    const line = /^(🟡|⚠️|🟢|🔴) .+ · (\d+)$/u.exec(text)
    const visitor = people.get(line?.[2] ?? '')
    if (!line || visitor === undefined) continue
    const id = [...world.where].find(([, key]) => key === `${visitor} ${scene.occurrence}`)?.[0] ?? ''
    const mark = { expected: ['🟡', '⚠️'], attended: ['🟢'], noShow: ['🔴'] }[world.marks.get(id) ?? '']
    if (!mark?.includes(line[1] ?? '')) return `“${text}” is ${world.marks.get(id)}`
  }
  return null
}
