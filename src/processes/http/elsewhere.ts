import { favicon } from '@/config/pier'
import { BRAND } from '@/i18n/brand'
import { elsewhereText } from '@/i18n/elsewhere'
import { languageOfHeader } from '@/i18n/language'
import type { Handler } from './edge'

const PANEL = '/admin'
/** What Next.js serves: the panel, the handbook, files of their pages, and in development its own tools. */
const PAGES = /^\/(?:admin|help|api-docs|handbook|_next|__next\w*)(?:[/?]|$)/

/** The address itself leads to the panel. Any other page that nobody has is refused in words, without a script. */
export const orElsewhere =
  (pages: Handler): Handler =>
  (req, res, body) => {
    const url = req.url ?? ''
    if (PAGES.test(url) || !['GET', 'HEAD'].includes(req.method ?? '')) return pages(req, res, body)
    if (/^\/(?:\?|$)/.test(url)) {
      res.writeHead(307, { Location: PANEL, 'Cache-Control': 'no-store' }).end()
      return
    }
    const page = Buffer.from(unknownPage(req.headers['accept-language']))
    res.writeHead(404, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': page.length,
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
    })
    res.end(req.method === 'HEAD' ? undefined : page)
  }

const STYLE = `
  :root{color-scheme:light dark}
  body{font:18px/1.5 system-ui,sans-serif;max-width:32rem;margin:0 auto;padding:15vh 1.25rem 2rem}
  img{width:56px;height:56px}
  h1{font-size:1.6rem;line-height:1.2;margin:1rem 0 .5rem}
  p{margin:0 0 1.5rem}
  a{display:inline-flex;align-items:center;min-height:48px;padding:0 1.25rem;border-radius:.4rem;background:#1d5f74;
    color:#fff;text-decoration:none}
  a:focus-visible{outline:3px solid;outline-offset:2px}
`

const unknownPage = (wished: string | undefined): string => {
  const language = languageOfHeader(wished)
  const title = elsewhereText(language, 'elsewhere.title')
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} — ${BRAND}</title>
<link rel="icon" type="image/svg+xml" href="${favicon}"><style>${STYLE}</style></head>
<body><main><img src="${favicon}" alt="${BRAND}"><h1>${title}</h1><p>${elsewhereText(language, 'elsewhere.text')}</p>
<a href="${PANEL}">${elsewhereText(language, 'elsewhere.panel')}</a></main></body></html>
`
}
