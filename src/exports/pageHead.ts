import type { Language } from '@/i18n'

type Head = { language: Language; title: string; style: string }

/** The head of a page to print: it loads nothing, and search engines don't index it. */
export const pageHead = ({ language, title, style }: Head): string => `<!doctype html><html lang="${language}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head>`
