'use client'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import FullCalendar, { type CalendarRef, type DatesSetInfo } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
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
import { tintsOf } from './serviceColours'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import './calendar.scss'

const PLUGINS = [themePlugin, dayGridPlugin, timeGridPlugin, listPlugin]
const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const
const DAYS = { year: 'numeric', month: 'short', day: 'numeric' } as const

type Shown = { view: string; title: string; from: string; to: string }
type Props = {
  filters: Filters
  services: readonly { id: string }[]
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

const NARROW = '(max-width: 767px)'
const onWidth = (changed: () => void): (() => void) => {
  const query = window.matchMedia(NARROW)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
/** Follows the window when a phone is turned or a window is resized. */
const useNarrow = (): boolean => useSyncExternalStore(onWidth, () => window.matchMedia(NARROW).matches)

/** Month, week, day and list. Only the occurrences of the visible dates are loaded. */
export const OccurrenceCalendar = ({ filters, services, zones, view, at, onShown, onOpen, revision }: Props) => {
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
  const events = useMemo(() => {
    const tints = tintsOf(services)
    return docs.map((occurrence) => calendarEvent(occurrence, tints.get(occurrence.service.id) ?? 0))
  }, [docs, services])
  const hours = shownHours(docs)
  const clock = clockOf(zones, new Date())

  const onDates = ({ view: current, startStr, endStr }: DatesSetInfo) => {
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
      {error && <Failed error={error} onRetry={() => void refresh()} />}
      <div className="pr-cal__pan">
        <FullCalendar
          ref={calendar}
          plugins={PLUGINS}
          locale={i18n.language === 'en' ? english : russian}
          timeZone="UTC"
          now={() => wallClock(new Date(), clock.zone)}
          initialView={initial}
          initialDate={at || undefined}
          headerToolbar={false}
          height="auto"
          firstDay={1}
          events={events}
          datesSet={onDates}
          eventClick={({ event }) => onOpen(event.id)}
          eventContent={(entry) => <CalendarEntry event={entry.event} view={entry.view} timeText={entry.timeText} />}
          eventInteractive
          // FullCalendar renames its classes with every release, so calendar.scss uses only these.
          blockEventClass="pr-cal-block"
          listItemEventClass="pr-cal-row"
          moreLinkClass="pr-cal-more"
          rowMoreLinkClass="pr-cal-more--row"
          columnMoreLinkClass="pr-cal-more--column"
          popoverClass="pr-cal-popover"
          popoverCloseClass="pr-cal-popover__close"
          dayCellInnerClass={({ inPopover }) => inPopover && 'pr-cal-popover__body'}
          dayHeaderInnerClass={({ inPopover }) => inPopover && 'pr-cal-popover__title'}
          dayCellTopInnerClass={({ isToday }) => isToday && 'pr-cal-today'}
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
          moreLinkContent={({ num }) => `+${num}`}
          moreLinkHint={(count) => t('occurrences.more', { count })}
          noEventsContent={() => t('occurrences.nothingHere')}
          views={{
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
          }}
        />
      </div>
    </section>
  )
}
