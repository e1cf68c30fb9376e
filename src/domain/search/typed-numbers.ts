import { typedOnEnglish } from './layout'

/** How people type a phone or a card, for the benchmark and the tests. */
type Random = () => number
type Way = (text: string) => string

/** `phone` is a Russian one in E.164. */
export const PHONE_WAYS: readonly Way[] = [
  (phone) => phone,
  (phone) => `8${phone.slice(2)}`,
  (phone) => phone.slice(2),
  ...['-', '\u2011', '—', '–', '.', ' ', '\u00a0', '/', '——'].flatMap((dash): Way[] => [
    (phone) => parts(phone, ['8 ', dash, dash, dash]),
    (phone) => parts(phone, ['+7 (', ') ', dash, dash]),
  ]),
  (phone) => `тел. ${parts(phone, ['8 ', ' ', '-', '-'])}`,
  (phone) => `${parts(phone, ['8 ', ' ', '-', '-'])} доб. 12`,
  (phone) => `${parts(phone, ['8 ', ' ', '-', '-'])} (мама)`,
  (phone) => `8${phone.slice(2, 9)}`,
  (phone) => phone.slice(2, 9),
  (phone) => phone.slice(0, 9),
  (phone) => phone.slice(-7),
  (phone) => phone.slice(-6),
  (phone) => `${phone.slice(-7, -4)}-${phone.slice(-4, -2)}-${phone.slice(-2)}`,
]

const parts = (phone: string, [before = '', a = '', b = '', c = '']: readonly string[]): string =>
  `${before}${phone.slice(2, 5)}${a}${phone.slice(5, 8)}${b}${phone.slice(8, 10)}${c}${phone.slice(10)}`

const LOOKALIKES: Readonly<Record<string, string>> = { А: 'A', В: 'B', К: 'K', М: 'M', Н: 'H', О: 'O', С: 'C', Т: 'T' }

/** `card`: letters, perhaps a hyphen, and digits. */
export const CARD_WAYS: readonly Way[] = [
  (card) => card,
  (card) => card.toLowerCase(),
  (card) => card.replace('-', ''),
  (card) => card.replace(/^(\p{L}+)-?/u, '$1-'),
  (card) => card.replace(/^(\p{L}+)-?/u, '$1 '),
  (card) => card.replace(/^(\p{L}+)-?/u, '$1 № '),
  (card) => card.replace(/(?<!\d)0+(?=\d)/, ''),
  (card) => card.toLowerCase().replace(/(?<!\d)0+(?=\d)/, ''),
  (card) => `карта ${card}`,
  (card) => `карта № ${card}`,
  (card) => `№${card}`,
  (card) => typedOnEnglish(card.toLowerCase()),
  (card) => card.replace(/[А-Я]/g, (letter) => LOOKALIKES[letter] ?? letter),
  (card) => card.slice(-6),
]

export const anyWay = (ways: readonly Way[], text: string, random: Random): string =>
  ways[Math.floor(random() * ways.length)]?.(text) ?? text
