import { say } from '../format/say'
import { button, type Button } from '../turn'

export const lastPage = (total: number, perPage: number): number => Math.max(0, Math.ceil(total / perPage) - 1)

/** The ways to the pages before and after this one; none where there is no such page. */
export const arrows = (page: number, total: number, perPage: number): Button[] => [
  ...(page > 0 ? [button(say('bot.earlier'), 'page', { arg: String(page - 1) })] : []),
  ...(page < lastPage(total, perPage) ? [button(say('bot.later'), 'page', { arg: String(page + 1) })] : []),
]

/** "7–12 из 60": a list that is cut says so. null for one that is whole. */
export const pageWords = (page: number, total: number, perPage: number): string | null =>
  total <= perPage
    ? null
    : say('bot.shown', { from: page * perPage + 1, to: Math.min(total, (page + 1) * perPage), total })
