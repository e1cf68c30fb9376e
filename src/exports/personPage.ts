import type { Language } from '@/i18n'
import { exportText, type ExportKey, type ExportValues } from '@/i18n/exports'
import { html } from './cellText'
import { pageHead } from './pageHead'

export type PersonPage = {
  language: Language
  madeAt: string
  visitor: Record<string, unknown>
  photo: { type: string; base64: string } | null
  bookings: readonly Record<string, unknown>[]
  log: readonly Record<string, unknown>[]
}

const STYLE = `
  body{font:14px/1.45 system-ui,sans-serif;margin:24px;color:#111;max-width:60rem}
  h1{font-size:22px}
  h2{font-size:17px;margin-top:28px}
  table{border-collapse:collapse;width:100%}
  th,td{border:1px solid #999;padding:4px 6px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
  th{background:#eee}
  tr{break-inside:avoid}
  img{max-width:240px}
  @media print{body{margin:0;font-size:11px}@page{size:A4;margin:12mm}}
`
export const PERSON_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'"

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value as string | number)
const cell = (value: unknown): string => html(textOf(value))
const when = (value: unknown): string => textOf(value).replace('T', ' ').slice(0, 16)
const dateOf = (value: unknown): string => textOf(value).replace(/^(\d{4})-(\d{2})-(\d{2}).*/, '$3.$2.$1')

const table = (columns: readonly string[], rows: readonly (readonly string[])[], nothing: string): string =>
  rows.length === 0
    ? `<p>${nothing}</p>`
    : `<table><thead><tr>${columns.map((one) => `<th scope="col">${html(one)}</th>`).join('')}</tr></thead><tbody>` +
      `${rows.map((row) => `<tr>${row.map((one) => `<td>${html(one)}</td>`).join('')}</tr>`).join('')}</tbody>` +
      '</table>'

/** A printout of a person's data for that person. All values are escaped. */
export const personPage = ({ language, madeAt, visitor, photo, bookings, log }: PersonPage): string => {
  const t = <Key extends ExportKey>(key: Key, ...values: ExportValues<Key>): string =>
    exportText(language, key, ...values)
  const captions = (group: 'personPage.columns' | 'personPage.logColumns'): string[] =>
    exportText.names(group).map((name) => exportText.word(language, group, name))
  const consent = visitor.consent as { givenAt?: string | null; withdrawnAt?: string | null } | undefined
  const consentText = [
    consent?.givenAt ? t('personPage.given', { date: dateOf(consent.givenAt) }) : t('personPage.noConsent'),
    ...(consent?.withdrawnAt ? [t('personPage.withdrawn', { date: dateOf(consent.withdrawnAt) })] : []),
  ].join(', ')
  const shown: Record<string, unknown> = {
    ...visitor,
    consent: consentText,
    status: exportText.word(language, 'personPage.statuses', textOf(visitor.status)),
    createdAt: dateOf(visitor.createdAt),
  }
  const fields = exportText
    .names('personPage.fields')
    .map(
      (name) =>
        `<tr><th scope="row">${exportText.word(language, 'personPage.fields', name)}</th>` +
        `<td>${cell(shown[name])}</td></tr>`,
    )
  const visits = bookings.map((one) => [
    dateOf(one.date),
    textOf(one.service),
    textOf(one.place),
    exportText.word(language, 'bookingStatus', textOf(one.status)),
    textOf(one.comment),
    textOf(one.cancelReason),
  ])
  const entries = log.map((one) => [
    when(one.at),
    exportText.word(language, 'audit.action', textOf(one.action)),
    exportText.word(language, 'personPage.actors', textOf(one.actor ?? 'none')),
  ])
  const picture = photo && `data:${html(photo.type)};base64,${photo.base64}`
  const nothing = t('personPage.nothing')
  return `${pageHead({ language, title: t('personPage.title'), style: STYLE })}<body>
<h1>${t('personPage.title')}</h1><p>${t('personPage.made', { at: when(madeAt) })}</p>
<table><tbody>${fields.join('')}</tbody></table>
${picture ? `<h2>${t('personPage.photo')}</h2><img alt="${t('personPage.photo')}" src="${picture}">` : ''}
<h2>${t('personPage.bookings')}</h2>${table(captions('personPage.columns'), visits, nothing)}
<h2>${t('personPage.log')}</h2>${table(captions('personPage.logColumns'), entries, nothing)}</body></html>
`
}
