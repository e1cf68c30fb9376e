'use client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import FullCalendar, {
  type CalendarOptions,
  type CalendarRef,
  type DatesSetInfo,
  type EventDisplayInfo,
} from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import listPlugin from '@fullcalendar/react/list'
import english from '@fullcalendar/react/locales/en-gb'
import russian from '@fullcalendar/react/locales/ru'
import themePlugin from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import { useTranslation } from '@payloadcms/ui'
import { Failed } from '@/admin/ui/States'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { addDays } from '@/domain/time/calendar'
import { type Filters, type OccurrencePage, queryOf } from '../occurrence'
import { calendarEvent, clockOf, shownHours, wallClock } from './calendarEvents'
import { CalendarEntry } from './CalendarEntry'
import { CalendarToolbar, VIEWS } from './CalendarToolbar'
import { Legend, type ColourBy } from './Legend'
import { tintsOf } from './serviceColours'
import { useNarrow } from './useNarrow'
import { useInParts } from './useInParts'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import './calendar.scss'

const PLUGINS = [themePlugin, dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin]
const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const
const DAYS = { year: 'numeric', month: 'short', day: 'numeric' } as const

// FullCalendar draws everything again when one of its options is another function than before.
type InPopover = { inPopover: boolean }
const popoverBody = ({ inPopover }: InPopover) => inPopover && 'pr-cal-popover__body'
const popoverTitle = ({ inPopover }: InPopover) => inPopover && 'pr-cal-popover__title'
const today = ({ isToday }: { isToday: boolean }) => isToday && 'pr-cal-today'
const entryOf = (entry: EventDisplayInfo) => (
  <CalendarEntry event={entry.event} view={entry.view} timeText={entry.timeText} />
)

type Shown = { view: string; title: string; from: string; to: string }
type Props = {
  filters: Filters
  services: readonly { id: string }[]
  places: readonly { id: string }[]
  /** What the colours tell apart. */
  by: ColourBy
  onBy: (by: ColourBy) => void
  /** A click on a day begins an event on it. */
  onDay?: (date: string) => void
  /** Of the places whose occurrences are shown. */
  zones: readonly string[]
  /** Kept in the address: the view and its date. */
  view: string
  at: string
  onShown: (shown: { view: string; at: string }) => void
  onOpen: (id: string) => void
  /** Returns a number that grows when somebody has changed something. */
  revision: number
}

/** Month, week, day and list. Only the occurrences of the visible dates are loaded. */
export const OccurrenceCalendar = ({
  filters,
  services,
  places,
  by,
  onBy,
  onDay,
  zones,
  view,
  at,
  onShown,
  onOpen,
  revision,
}: Props) => {
  const t = usePanelText()
  const { i18n } = useTranslation()
  const weekday = useMemo(
    () => new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' }),
    [i18n.language],
  )
  const calendar = useRef<CalendarRef>(null)
  const narrow = useNarrow()
  const [shown, setShown] = useState<Shown | null>(null)
  const { data, error, isLoading, refresh } = useData<OccurrencePage>(
    shown && '/api/occurrences/list',
    // A night of the day before reaches into the first day shown.
    shown ? { from: addDays(shown.from, -1), to: shown.to, ...queryOf(filters) } : undefined,
  )
  const initial = VIEWS.some(({ key }) => key === view) ? view : narrow ? 'listDays' : 'dayGridMonth'

  const seen = useRef(revision)
  useEffect(() => {
    if (seen.current === revision) return
    seen.current = revision
    void refresh()
  }, [revision, refresh])

  const docs = useMemo(() => data?.docs ?? [], [data])
  const tints = useMemo(() => tintsOf(by === 'place' ? places : services), [by, places, services])
  const events = useMemo(() => {
    return docs.map((occurrence) => ({
      date: occurrence.date,
      event: calendarEvent(occurrence, tints.get(occurrence[by].id) ?? 0),
    }))
  }, [docs, tints, by])
  const named = useMemo(() => {
    const shownOnes = new Map(docs.map((occurrence) => [occurrence[by].id, occurrence[by].title]))
    return [...shownOnes]
      .map(([id, title]) => ({ id, title, tint: tints.get(id) ?? 0 }))
      .sort((a, b) => a.title.localeCompare(b.title, i18n.language))
  }, [docs, by, tints, i18n.language])
  const sources = useInParts(events, `${shown?.view} ${shown?.from} ${by}`)
  const hours = shownHours(docs)
  const clock = clockOf(zones, new Date())

  const words = useMemo(
    () => ({
      moreLinkContent: ({ num }: { num: number }) => t('occurrences.moreShort', { count: num }),
      moreLinkHint: (count: number) => t('occurrences.more', { count }),
      noEventsContent: () => t('occurrences.nothingHere'),
    }),
    [t],
  )
  const views = useMemo(
    (): CalendarOptions['views'] => ({
      // Starts at the visible day. Otherwise somebody looking at Saturday would start at Monday.
      listDays: { type: 'list', duration: { days: 7 }, titleFormat: DAYS },
      dayGridMonth: {
        // One letter of its own on a phone: in Russian two days have the same one.
        dayHeaderContent: ({ date, text, inPopover }) => (inPopover ? text : weekday.format(date)),
        ...(narrow ? { dayMaxEventRows: 1 } : { dayMaxEvents: 4 }),
      },
      timeGridWeek: {
        eventMaxStack: narrow ? 1 : 2,
        dayHeaderFormat: { weekday: 'short', day: 'numeric' },
        titleFormat: DAYS,
      },
      timeGridDay: { eventMaxStack: narrow ? 2 : 6 },
    }),
    [narrow, weekday],
  )
  const now = useCallback(() => wallClock(new Date(), clock.zone), [clock.zone])
  const latest = useRef({ onOpen, onDates, onDay })
  useEffect(() => {
    latest.current = { onOpen, onDates, onDay }
  })
  const opened = useCallback(({ event }: { event: { id: string } }) => latest.current.onOpen(event.id), [])
  const dayClicked = useCallback(({ dateStr }: { dateStr: string }) => latest.current.onDay?.(dateStr.slice(0, 10)), [])
  const dated = useCallback((info: DatesSetInfo) => latest.current.onDates(info), [])

  function onDates({ view: current, startStr, endStr }: DatesSetInfo) {
    const next = {
      view: current.type,
      title: current.title,
      from: startStr.slice(0, 10),
      to: addDays(endStr.slice(0, 10), -1),
    }
    setShown((before) =>
      before &&
      before.from === next.from &&
      before.to === next.to &&
      before.view === next.view &&
      before.title === next.title
        ? before
        : next,
    )
    onShown({ view: current.type, at: current.currentStart.toISOString().slice(0, 10) })
  }

  return (
    <section
      className={`pr-cal pr-cal--${shown?.view ?? initial}`}
      aria-label={t('occurrences.calendarLabel')}
      aria-busy={isLoading}
    >
      <CalendarToolbar
        title={shown?.title ?? ''}
        view={shown?.view ?? initial}
        onView={(next) => calendar.current?.getApi().changeView(next)}
        onMove={(where) => calendar.current?.getApi()[where]()}
      />
      <Legend by={by} onBy={onBy} named={named} />
      {error && <Failed error={error} onRetry={() => void refresh()} />}
      <div className="pr-cal__pan">
        <FullCalendar
          ref={calendar}
          plugins={PLUGINS}
          locale={i18n.language === 'en' ? english : russian}
          timeZone="UTC"
          now={now}
          initialView={initial}
          initialDate={at || undefined}
          headerToolbar={false}
          height="auto"
          firstDay={1}
          eventSources={sources}
          datesSet={dated}
          eventClick={opened}
          dateClick={onDay && dayClicked}
          eventContent={entryOf}
          eventInteractive
          // FullCalendar renames its classes with every release, so calendar.scss uses only these.
          blockEventClass="pr-cal-block"
          listItemEventClass="pr-cal-row"
          moreLinkClass="pr-cal-more"
          rowMoreLinkClass="pr-cal-more--row"
          columnMoreLinkClass="pr-cal-more--column"
          popoverClass="pr-cal-popover"
          popoverCloseClass="pr-cal-popover__close"
          dayCellInnerClass={popoverBody}
          dayHeaderInnerClass={popoverTitle}
          dayCellTopInnerClass={today}
          noEventsClass="pr-cal-empty"
          eventDisplay="block"
          eventOrder="start,title,id"
          // In a month a night stands on the day on which it begins.
          nextDayThreshold="12:00:00"
          eventTimeFormat={CLOCK}
          slotHeaderFormat={CLOCK}
          slotMinTime={hours.from}
          slotMaxTime={hours.to}
          slotEventOverlap={false}
          slotMinHeight={32}
          // Tall enough for a thumb on a phone, even when the entry is short.
          eventMinHeight={narrow ? 46 : 15}
          allDaySlot={false}
          nowIndicator={clock.shared}
          expandRows
          {...words}
          views={views}
        />
      </div>
    </section>
  )
}
