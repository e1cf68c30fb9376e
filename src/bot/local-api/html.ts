import type { MessageEntity } from 'telegraf/types'
import { badRequest } from './refusal'

/** Tag of parse mode HTML -> kind of entity. */
const TAGS: Readonly<Record<string, MessageEntity['type']>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  span: 'spoiler',
  'tg-spoiler': 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const TOKEN =
  /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>|&(?:(lt|gt|amp|quot)|#(\d+)|#x([0-9a-f]+));|[^<&]+|[<&]/giy

export type Formatted = { text: string; entities: MessageEntity[] }

type Open = { tag: string; offset: number; attributes: string }

/** Parses a text as Telegram does with `parse_mode: 'HTML'`, and refuses what Telegram refuses. */
export const parseHtml = (source: string): Formatted => {
  const entities: MessageEntity[] = []
  const open: Open[] = []
  let text = ''
  for (const match of source.matchAll(TOKEN)) {
    const [token, closing, name, attributes = '', named, decimal, hexadecimal] = match
    const at = `at byte offset ${Buffer.byteLength(source.slice(0, match.index))}`
    if (token === '<') throw cantParse(`Unsupported start tag ${at}`)
    if (named !== undefined) text += NAMED[named.toLowerCase()] ?? ''
    else if (decimal !== undefined) text += character(Number(decimal))
    else if (hexadecimal !== undefined) text += character(Number.parseInt(hexadecimal, 16))
    else if (name === undefined) text += token
    else if (closing) {
      const last = open.pop()
      if (!last) throw cantParse(`Unexpected end tag ${at}`)
      if (last.tag !== name.toLowerCase())
        throw cantParse(`Unmatched end tag ${at}, expected "</${last.tag}>", found "</${name}>"`)
      const length = text.length - last.offset
      if (length > 0) entities.push(entityOf(last, length))
    } else {
      const tag = name.toLowerCase()
      if (!Object.hasOwn(TAGS, tag)) throw cantParse(`Unsupported start tag "${tag}" ${at}`)
      if (tag === 'span' && !attributes.includes('class="tg-spoiler"'))
        throw cantParse(`Tag "span" must have class "tg-spoiler" ${at}`)
      open.push({ tag, offset: text.length, attributes })
    }
  }
  const left = open.pop()
  if (left) throw cantParse(`Can't find end tag corresponding to start tag "${left.tag}"`)
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

const cantParse = (why: string) => badRequest(`can't parse entities: ${why}`)

const character = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')

const entityOf = ({ tag, offset, attributes }: Open, length: number): MessageEntity => {
  const type = TAGS[tag] ?? 'bold'
  const value = (name: string): string => new RegExp(`${name}="([^"]*)"`, 'i').exec(attributes)?.[1] ?? ''
  if (type === 'text_link') return { type, offset, length, url: parseHtml(value('href')).text }
  if (type === 'custom_emoji') return { type, offset, length, custom_emoji_id: value('emoji-id') }
  return { type, offset, length } as MessageEntity
}

/** Telegram itself finds commands, links and phone numbers. A bot relies only on commands. */
export const commandsIn = (text: string): MessageEntity[] => {
  const found = /^\/[a-z0-9_]{1,32}(?:@\w+)?(?=\s|$)/i.exec(text)
  return found ? [{ type: 'bot_command', offset: 0, length: found[0].length }] : []
}
