import { messageText } from '@/i18n/messages'
import { Html, html, joinHtml } from '@/notifications/telegram/html'

export type Mail = { subject: string; text: string; html: string }

/** The content of a mail: paragraphs, lists and tables, from which the text and the HTML part are made. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'title'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly (string | number)[])[] }
  | { kind: 'button'; label: string; url: string }

/** The panel's colours as values, because mail programs support neither variables nor style sheets. */
const ACCENT = '#1d5f74'
const INK = '#22303a'
const QUIET = '#5b6973'
const LINE = '#d9e2e6'
const FONT = 'font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'

const BUTTON =
  `display:inline-block;padding:12px 20px;border-radius:8px;background:${ACCENT};color:#ffffff;` +
  'text-decoration:none;font-weight:600'
const BARE = 'role="presentation" width="100%" cellspacing="0" cellpadding="0"'

const cell = (tag: 'th' | 'td', value: string | number, first: boolean): Html => {
  const looks = tag === 'th' ? `color:${QUIET};font-weight:600` : `color:${INK}`
  const style = `padding:6px 8px;border-bottom:1px solid ${LINE};${looks}`
  const name = new Html(tag)
  return html`<${name} align="${first ? 'left' : 'right'}" style="${style}">${value}</${name}>`
}

const row = (tag: 'th' | 'td', values: readonly (string | number)[]): Html =>
  html`<tr>${values.map((value, index) => cell(tag, value, index === 0))}</tr>`

const inHtml = (block: Block): Html => {
  switch (block.kind) {
    case 'text':
      return html`<p style="margin:0 0 14px;line-height:1.5">${joinHtml(block.text.split('\n'), '\n')}</p>`
    case 'title':
      return html`<h2 style="margin:22px 0 8px;font-size:17px;color:${INK}">${block.text}</h2>`
    case 'list':
      return html`<ul style="margin:0 0 14px;padding-left:20px;line-height:1.5">
${block.items.map((item) => html`<li>${item}</li>`)}</ul>`
    case 'table':
      return html`<table ${new Html(BARE)} style="border-collapse:collapse;margin:0 0 14px;font-size:14px">
${row('th', block.head)}${block.rows.map((values) => row('td', values))}</table>`
    case 'button':
      return html`<p style="margin:20px 0"><a href="${block.url}" style="${BUTTON}">${block.label}</a></p>`
  }
}

const inText = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'title':
      return `\n${block.text}\n${'-'.repeat(block.text.length)}`
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n')
    case 'table':
      return block.rows
        .map(
          ([first, ...rest]) =>
            `- ${first}: ` +
            `${rest.map((value, index) => `${(block.head[index + 1] ?? '').toLowerCase()} ${value}`).join(', ')}`,
        )
        .join('\n')
    case 'button':
      return `${block.label}: ${block.url}`
  }
}

export type MailLanguage = 'ru' | 'en'
/** Makes both parts of a mail: plain text, and HTML in Pristan's design. */
export const mailOf = (subject: string, blocks: readonly Block[], language: MailLanguage = 'ru'): Mail => ({
  subject,
  text: `${blocks
    .map(inText)
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n\n-- \n${messageText(language, 'mail.name')}\n`,
  html: `<!doctype html>${pageOf(subject, blocks, language).text}`,
})

const pageOf = (subject: string, blocks: readonly Block[], language: MailLanguage): Html => {
  const bare = new Html(BARE)
  const body = `margin:0;padding:24px 12px;background:#eef4f6;${FONT};font-size:15px;color:${INK}`
  const head = `padding:18px 24px;background:${ACCENT};color:#ffffff;font-size:20px;font-weight:600`
  const foot = `padding:14px 24px;border-top:1px solid ${LINE};color:${QUIET};font-size:13px`
  return html`<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="${body}"><table ${bare}><tr><td align="center">
<table ${bare} style="max-width:600px;background:#ffffff;border-radius:8px;overflow:hidden">
<tr><td style="${head}">${messageText(language, 'mail.name')}</td></tr>
<tr><td style="padding:24px"><h1 style="margin:0 0 14px;font-size:20px;color:${INK}">${subject}</h1>
${blocks.map(inHtml)}</td></tr>
<tr><td style="${foot}">${messageText(language, 'mail.foot')}</td></tr>
</table></td></tr></table></body></html>`
}
