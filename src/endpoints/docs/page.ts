import { STATUS_BY_CODE, type ErrorCode } from '@/domain/errors'
import { sentence, type Language } from '@/i18n'
import { apiDocsText, type ApiDocsKey, type ApiDocsValues } from '@/i18n/apiDocs'
import { block, text } from './html'
import { STYLE } from './pageStyle'
import type { Answer, Description, Operation, Parameter, Schema } from './types'

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const

const ERROR_SHAPE = '{"errors": [{"message", "data": {"code"}}]}'

/** The texts of the page in the reader's language. */
const textsIn = (language: Language) => ({
  language,
  t: <Key extends ApiDocsKey>(key: Key, ...values: ApiDocsValues<Key>): string =>
    text(apiDocsText(language, key, ...values)),
  tag: (name: string): string => text(apiDocsText.word(language, 'apiDocs.tags', name)),
})
type Texts = ReturnType<typeof textsIn>

/** The description for people: one page without scripts or external resources. */
export const page = (api: Description, language: Language): string => {
  const texts = textsIn(language)
  const { t } = texts
  const rules = [
    apiDocsText(language, 'apiDocs.values'),
    apiDocsText(language, 'apiDocs.signIn'),
    apiDocsText(language, 'apiDocs.error', { shape: ERROR_SHAPE }),
    apiDocsText(language, 'apiDocs.limits'),
  ]
  const sections = api.tags.map(({ name }) => section(api, name, texts))
  const contents = api.tags.map(({ name }) => `<li><a href="#${anchor(name)}">${texts.tag(name)}</a></li>`)
  const records = Object.entries(api.components.schemas)
    .filter(([name]) => !name.startsWith('Error'))
    .map(([name, schema]) => `<details id="${anchor(name)}"><summary>${text(name)}</summary>${block(schema)}</details>`)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${t('apiDocs.title')}</title><style>${STYLE}</style></head><body>
<header><h1>${t('apiDocs.title')} <small>${text(api.info.version)}</small></h1>
<p>${t('apiDocs.about')}</p><ul>${rules.map((rule) => `<li>${prose(rule)}</li>`).join('')}</ul>
<p><a href="openapi.json">openapi.json</a></p></header>
<nav aria-label="${t('apiDocs.contents')}"><h2>${t('apiDocs.contents')}</h2><ul>${contents.join('')}
<li><a href="#errors">${t('apiDocs.errors')}</a></li>
<li><a href="#records">${t('apiDocs.records')}</a></li></ul></nav>
<main>${sections.join('\n')}
<section><h2 id="errors">${t('apiDocs.errors')}</h2>${errorTable(api, texts)}</section>
<section><h2 id="records">${t('apiDocs.records')}</h2>${records.join('')}</section></main></body></html>
`
}

const anchor = (name: string): string => name.toLowerCase().replace(/\W+/g, '-')

const section = (api: Description, tag: string, texts: Texts): string => {
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation?.tags[0] === tag ? [article(method, path, operation, texts)] : []
    }),
  )
  return `<section><h2 id="${anchor(tag)}">${texts.tag(tag)}</h2>${operations.join('')}</section>`
}

const article = (method: string, path: string, operation: Operation, texts: Texts): string => {
  const { t } = texts
  const { operationId, summary, description, parameters = [], security, responses } = operation
  const list = parameters.map((one) => parameter(one, texts)).join('')
  const answers = Object.entries(responses).map(([status, one]) => answer(status, one, texts))
  return `<article id="${operationId}">
<h3><a href="#${operationId}"><b class="${method}">${method.toUpperCase()}</b>
<code>/api${text(path)}</code></a></h3>
<p>${text(summary)}</p>${description ? `<p>${prose(description)}</p>` : ''}
${security?.length === 0 ? `<p>${t('apiDocs.open')}</p>` : ''}
${list === '' ? '' : `<h4>${t('apiDocs.parameters')}</h4><dl>${list}</dl>`}
${body(operation, texts)}<h4>${t('apiDocs.answers')}</h4>${answers.join('')}</article>
`
}

const prose = (value: string): string =>
  text(value)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\n\n/g, '<br>')

const parameter = ({ name, in: where, required, description, schema, example }: Parameter, { t }: Texts): string => {
  const needed = required ? [t('apiDocs.required')] : []
  const about = [t(`apiDocs.places.${where}`), ...needed, text(kind(schema))].join(', ')
  const shown = example === undefined ? '' : ` ${t('apiDocs.example')}: <code>${text(String(example))}</code>`
  return (
    `<dt><code>${text(name)}</code> <small>${about}</small></dt>` +
    `<dd>${description ? prose(description) : ''}${shown}</dd>`
  )
}

const kind = (schema: Schema): string => {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ')
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((one) => kind(one as Schema)).join(' | ')
  return [schema.format ?? schema.type ?? ''].flat().join(' | ')
}

/** The example, if there is one, and the schema, which opens with a click. */
const exampleAndSchema = ({ schema, example }: { schema: Schema; example?: unknown }, { t }: Texts): string =>
  `${example === undefined ? '' : block(example)}` +
  `<details><summary>${t('apiDocs.schema')}</summary>${block(schema)}</details>`

const body = ({ requestBody }: Operation, texts: Texts): string =>
  Object.entries(requestBody?.content ?? {})
    .map(
      ([type, content]) =>
        `<h4>${texts.t('apiDocs.body')} <small>${type}</small></h4>${exampleAndSchema(content, texts)}`,
    )
    .join('')

const answer = (status: string, { description, content }: Answer, texts: Texts): string => {
  const [json] = Object.values(content ?? {})
  const shown = status.startsWith('2') && json ? exampleAndSchema(json, texts) : ''
  return `<p><b>${status}</b> ${prose(description)}</p>${shown}`
}

const isCode = (code: string): code is ErrorCode => Object.hasOwn(STATUS_BY_CODE, code)

/** The description itself is in English, so other languages take the text from src/i18n. */
const meaning = (language: Language, code: string, known: string): string =>
  language === 'ru' && isCode(code) ? sentence('ru', code) : known

const errorTable = (api: Description, { t, language }: Texts): string => {
  const rows = String(api.components.schemas.ErrorCode?.description ?? '')
    .split('\n')
    .flatMap((line) => {
      const [, code, status, known] = /^- `(\w+)` \((\d+)\): (.*)$/.exec(line) ?? []
      return code && known ? [[`<code>${code}</code>`, status, text(meaning(language, code, known))]] : []
    })
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
  const head = [t('apiDocs.code'), t('apiDocs.status'), t('apiDocs.meaning')]
  return (
    `<div class="wide"><table><thead><tr>${head.map((caption) => `<th>${caption}</th>`).join('')}</tr></thead>` +
    `<tbody>${rows.join('')}</tbody></table></div>`
  )
}
