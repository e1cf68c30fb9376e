import { Marked } from 'marked'
import { BRAND } from '@/i18n/brand'

export const PAGES = ['README', 'administrator', 'volunteer', 'door'] as const
export type HandbookPage = (typeof PAGES)[number]

/** The files link to one another so that they can be read in the repository; here the same links lead to pages. */
const addressOf = (href: string): string => {
  const picture = /^\.\.\/images\/([\w-]+\.png)$/.exec(href)?.[1]
  if (picture) return `/help/images/${picture}`
  const page = /^(\w+)\.md$/.exec(href)?.[1]
  return page === undefined ? href : page === 'README' ? '/help' : `/help/${page}`
}

const marked = new Marked({
  walkTokens: (token) => {
    if (token.type === 'link' || token.type === 'image') token.href = addressOf(token.href as string)
  },
})

/** A page of the handbook as HTML, to be read, printed or saved as it is: it needs no script. */
export const handbookPage = (name: HandbookPage, markdown: string): string => {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? BRAND
  const body = marked.parse(markdown, { async: false })
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title.includes(BRAND) ? title : `${title} — ${BRAND}`}</title>
<link rel="stylesheet" href="/handbook/page.css"></head><body class="${name}">
${name === 'README' ? '' : `<nav><a href="/help">← ${BRAND}</a></nav>`}
<main>${body}</main></body></html>
`
}
