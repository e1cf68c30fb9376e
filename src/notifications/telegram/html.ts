/** Text that is HTML already. Only the tag below creates it, so nothing unescaped gets into a message. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text
  }
}

type Part = Html | string | number | null | undefined | false | readonly Part[]

/** Telegram supports only these four named entities. */
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

const render = (part: Part): string => {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  return typeof part === 'object' ? part.map(render).join('') : escaped(String(part))
}

/** html`<b>${name}</b>`: escapes every value that is not Html. null, undefined and false become nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Part[]): Html =>
  new Html(strings.map((text, index) => (index === 0 ? text : render(values[index - 1]) + text)).join(''))

export const joinHtml = (parts: readonly (Html | string)[], separator: string): Html =>
  new Html(parts.map(render).join(escaped(separator)))

/** Joins lines. A missing line is left out; an empty text stays as an empty line. */
export const htmlLines = (...lines: readonly (Html | string | null | undefined | false)[]): Html =>
  joinHtml(
    lines.filter((line) => line !== null && line !== undefined && line !== false),
    '\n',
  )

/** Telegram's limit for one message, counted after parsing entities. */
export const MAX_MESSAGE = 4096
const MAX_CAPTION = 1024

/** One token: a tag, an entity, or one character as people see it. */
const TOKENS = /<\/?[a-z][^>]*>|&(?:amp|lt|gt|quot|#\d+);|[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S]/gi

/** Cuts at the end of a line or word and adds "…". Closes open tags and never splits an entity or an emoji. */
export const cutHtml = (content: Html, most: number = MAX_MESSAGE): Html => {
  const tokens: string[] = content.text.match(TOKENS) ?? []
  const lengthOf = (token: string): number =>
    token.startsWith('<') && token.length > 1 ? 0 : token.startsWith('&') && token.length > 1 ? 1 : token.length
  if (tokens.reduce((sum, token) => sum + lengthOf(token), 0) <= most) return content
  let length = 0
  let end = 0
  while (end < tokens.length && length + lengthOf(tokens[end] ?? '') <= most - 2) {
    length += lengthOf(tokens[end] ?? '')
    end += 1
  }
  const line = tokens.lastIndexOf('\n', end - 1)
  const space = tokens.lastIndexOf(' ', end - 1)
  const kept = tokens.slice(0, line > end / 2 ? line : space > end / 2 ? space : end)
  const open: string[] = []
  for (const token of kept) {
    const name = /^<(\/?)([a-z-]+)/i.exec(token)
    if (!name) continue
    if (name[1] === '/') open.pop()
    else open.push(name[2] ?? '')
  }
  return new Html(
    `${kept.join('')}${open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')}\n…`,
  )
}

export const cutCaption = (content: Html): Html => cutHtml(content, MAX_CAPTION)
