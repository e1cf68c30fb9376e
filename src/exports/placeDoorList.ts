import type { Language } from '@/i18n'
import { localDate } from '@/domain/time/zone'
import { exportText } from '@/i18n/exports'
import { html } from './cellText'
import { pageHead } from './pageHead'
import { PRINT_BUTTON } from './printButton'

type Service = {
  title: string
  service: string
  startsAt: string
  endsAt: string
  capacity: number
  participants: number
  status: 'scheduled' | 'cancelled'
  people: readonly {
    fullName: string
    cardNumber: string | null
    isNew: boolean
    status: 'expected' | 'attended' | 'noShow'
  }[]
}
type PlaceDoorList = { language: Language; place: string; timezone: string; date: string; services: readonly Service[] }

const COLUMNS = ['number', 'name', 'card', 'state', 'came'] as const
/** Empty lines for those who come without a booking, if there are places left. */
const EMPTY_LINES = 3

const STYLE = `
  body{
    font:14px/1.4 system-ui,sans-serif;margin:16px auto;max-width:190mm;padding:0 12px;color:#000;
    background:#fff
  }
  h1{font-size:20px;margin:0 0 4px;overflow-wrap:anywhere}
  h2{font-size:16px;margin:20px 0 0;overflow-wrap:anywhere;break-after:avoid}
  p{margin:0 0 4px}
  h2+p{break-after:avoid}
  table{border-collapse:collapse;width:100%;margin-top:6px;table-layout:fixed}
  th,td{border:1px solid #000;padding:6px;text-align:left;vertical-align:middle;overflow-wrap:anywhere}
  th:first-child,td:first-child{width:2.2em;text-align:right}
  th:nth-child(3){width:6.5em}
  th:nth-child(4){width:7em}
  th:last-child,td:last-child{width:4.5em;text-align:center}
  thead{display:table-header-group}
  tr{break-inside:avoid}
  i{display:inline-block;width:16px;height:16px;border:1.5px solid #000;font:bold 15px/15px sans-serif}
  button{font:inherit;min-height:44px;padding:0 24px;margin:8px 0 0}
  @media (max-width:500px){th:nth-child(4),td:nth-child(4){display:none}}
  @media print{button{display:none}@page{size:A4;margin:12mm}body{margin:0;padding:0;max-width:none}}
`

/** All services of a place on one day, to print and tick with a pen: black on white. All values are escaped. */
export const placeDoorListPage = ({ language, place, timezone, date, services }: PlaceDoorList): string => {
  const title = html(exportText(language, 'doorList.title'))
  const newcomer = html(exportText(language, 'doorList.newcomer'))
  const cancelled = html(exportText(language, 'doorList.cancelled'))
  const nobody = html(exportText(language, 'doorList.nobody'))
  const nothing = html(exportText(language, 'doorList.nothing'))
  const day = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${date}T12:00:00Z`))
  const head = COLUMNS.map((key) => `<th scope="col">${html(exportText(language, `doorList.columns.${key}`))}</th>`)

  const table = ({ people, participants, capacity }: Service): string => {
    const lines = people.map(
      ({ fullName, cardNumber, isNew, status }) =>
        `<td>${html(fullName)}${isNew ? ` (${newcomer})` : ''}</td><td>${html(cardNumber ?? '')}</td>` +
        `<td>${html(exportText(language, `bookingStatus.${status}`))}</td>` +
        `<td><i>${status === 'attended' ? '✓' : '&nbsp;'}</i></td>`,
    )
    const empty = Array.from(
      { length: Math.min(EMPTY_LINES, Math.max(0, capacity - participants)) },
      () => '<td></td><td></td><td></td><td><i>&nbsp;</i></td>',
    )
    const rows = [...lines, ...empty].map((line, index) => `<tr><td>${index + 1}</td>${line}</tr>`)
    return `<table><thead><tr>${head.join('')}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table>`
  }
  const section = (service: Service): string => {
    const { status, people, participants, capacity } = service
    const booked = html(exportText(language, 'doorList.booked', { taken: participants, max: capacity }))
    const heading = `${hoursOf(service, { language, timezone, date })} ${service.service}`
    return `<h2>${html(heading)}</h2><p>${html(service.title)} · ${
      status === 'cancelled' ? `<b>${cancelled}</b></p>` : `<b>${booked}</b></p>`
    }${status === 'scheduled' && people.length === 0 ? `<p>${nobody}</p>` : ''}${
      status === 'cancelled' ? '' : table(service)
    }`
  }
  return `${pageHead({ language, title: `${title}: ${html(place)}`, style: STYLE })}<body>
<h1>${html(place)}</h1><p>${html(day)}</p>
${PRINT_BUTTON(language)}
${services.length === 0 ? `<p>${nothing}</p>` : services.map(section).join('\n')}
</body></html>
`
}

type Where = { language: Language; timezone: string; date: string }

const hoursOf = ({ startsAt, endsAt }: Service, { language, timezone, date }: Where): string => {
  const time = new Intl.DateTimeFormat('ru-RU', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const hours = `${time.format(new Date(startsAt))}–${time.format(new Date(endsAt))}`
  return localDate(new Date(endsAt), timezone) === date ? hours : exportText(language, 'doorList.nextDay', { hours })
}
