import { VIEWER } from '@/config/viewer'
import type { Language } from '@/i18n'
import { apiDocsText } from '@/i18n/apiDocs'
import { text } from './html'
import type { Description } from './types'

const ERROR_SHAPE = '{"errors": [{"message", "data": {"code"}}]}'

/** No script and no address but our own: the viewer's requests go to the API that it describes. */
export const VIEWER_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Parts of the viewer are coloured by attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const prose = (value: string): string => text(value).replace(/`([^`]+)`/g, '<code>$1</code>')

/** The description for people: what holds for every request, in the reader's language, and the viewer. */
export const page = ({ info }: Description, language: Language): string => {
  const [title, about, real, file] = [
    apiDocsText(language, 'apiDocs.title'),
    apiDocsText(language, 'apiDocs.about'),
    apiDocsText(language, 'apiDocs.real'),
    apiDocsText(language, 'apiDocs.file'),
  ].map(text)
  const rules = [
    apiDocsText(language, 'apiDocs.values'),
    apiDocsText(language, 'apiDocs.signIn'),
    apiDocsText(language, 'apiDocs.error', { shape: ERROR_SHAPE }),
    apiDocsText(language, 'apiDocs.limits'),
  ]
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${VIEWER}/swagger-ui.css"><link rel="stylesheet" href="/api-docs/page.css"></head><body>
<header><h1>${title} <small>${text(info.version)}</small></h1>
<p>${about}</p><ul>${rules.map((rule) => `<li>${prose(rule)}</li>`).join('')}</ul>
<p class="real">${real}</p><p><a href="/api/openapi.json">${file}</a></p></header>
<main id="api"></main>
<script src="${VIEWER}/swagger-ui-bundle.js"></script><script src="/api-docs/start.js"></script></body></html>
`
}
