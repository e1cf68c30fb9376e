import type { Language } from '@/i18n'
import { localDate } from '@/domain/time/zone'
import { exportText } from '@/i18n/exports'
import { html } from './cellText'
import { pageHead } from './pageHead'

export type DoorList = {
  language: Language
  title: string
  service: string
  place: string
  startsAt: string
  endsAt: string
  timezone: string
  capacity: number
  participants: number
  people: readonly { fullName: string; cardNumber: string | null; attended: boolean }[]
}

/** Up to this many empty lines for people without a booking, if there are places left. */
const EMPTY_LINES = 5

const COLUMNS = ['number', 'name', 'card', 'came'] as const

const STYLE = `
  body{
    font:14px/1.4 system-ui,sans-serif;margin:16px auto;max-width:190mm;padding:0 12px;color:#000;
    background:#fff
  }
  h1{font-size:20px;margin:0 0 4px;overflow-wrap:anywhere}
  p{margin:0 0 4px}
  table{border-collapse:collapse;width:100%;margin-top:12px;table-layout:fixed}
  th,td{border:1px solid #000;padding:6px;text-align:left;vertical-align:middle;overflow-wrap:anywhere}
  th:first-child,td:first-child{width:2.5em;text-align:right}
  th:nth-child(3){width:8em}
  th:last-child,td:last-child{width:5em;text-align:center}
  thead{display:table-header-group}
  tr{break-inside:avoid}
  i{display:inline-block;width:16px;height:16px;border:1.5px solid #000;font:bold 15px/15px sans-serif}
  @media print{@page{size:A4;margin:12mm}body{margin:0;padding:0;max-width:none}}
`

/** A page to print and tick with a pen: black on white, without external resources. All values are escaped. */
export const doorListPage = (list: DoorList): string => {
  const { language, people, participants, capacity } = list
  const empty = Array.from({ length: Math.min(EMPTY_LINES, Math.max(0, capacity - participants)) }, () => ({
    fullName: '',
    cardNumber: '',
    attended: false,
  }))
  const lines = [...people, ...empty].map(
    ({ fullName, cardNumber, attended }, index) =>
      `<tr><td>${index + 1}</td><td>${html(fullName)}</td><td>${html(cardNumber ?? '')}</td><td><i>` +
      `${attended ? '✓' : '&nbsp;'}</i></td></tr>`,
  )
  const head = COLUMNS.map(
    (column) => `<th scope="col">${html(exportText(language, `doorList.columns.${column}`))}</th>`,
  ).join('')
  const title = `${exportText(language, 'doorList.title')}: ${list.service}`
  const booked = exportText(language, 'doorList.booked', { taken: participants, max: capacity })
  return `${pageHead({ language, title: html(title), style: STYLE })}<body>
<h1>${html(list.service)}</h1><p>${html(list.title)}</p><p>${html(whenOf(list))}</p><p>${html(list.place)}</p>
<p><b>${booked}</b></p>
${people.length === 0 ? `<p>${exportText(language, 'doorList.nobody')}</p>` : ''}
<table><thead><tr>${head}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table></body></html>
`
}

const whenOf = ({ language, startsAt, endsAt, timezone }: DoorList): string => {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(startsAt))
  const time = new Intl.DateTimeFormat(locale, {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const hours = `${time.format(new Date(startsAt))}–${time.format(new Date(endsAt))}`
  const sameDay = localDate(new Date(startsAt), timezone) === localDate(new Date(endsAt), timezone)
  return `${day}, ${sameDay ? hours : exportText(language, 'doorList.nextDay', { hours })}`
}
