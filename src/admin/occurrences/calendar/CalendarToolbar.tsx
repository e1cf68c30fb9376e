'use client'
import { usePanelText } from '@/admin/ui/texts'

export const VIEWS = [
  { key: 'dayGridMonth', text: 'occurrences.month' },
  { key: 'timeGridWeek', text: 'occurrences.week' },
  { key: 'timeGridDay', text: 'occurrences.day' },
  { key: 'listDays', text: 'occurrences.list' },
] as const
export type View = (typeof VIEWS)[number]['key']

type Props = {
  title: string
  view: string
  onView: (view: View) => void
  onMove: (where: 'prev' | 'next' | 'today') => void
}

/** Replaces FullCalendar's toolbar with larger buttons. */
export const CalendarToolbar = ({ title, view, onView, onMove }: Props) => {
  const t = usePanelText()
  return (
    <div className="pr-cal__toolbar">
      <div className="pr-cal__moves">
        <button
          type="button"
          className="pr-cal__button"
          aria-label={t('occurrences.previous')}
          onClick={() => onMove('prev')}
        >
          <span aria-hidden="true">‹</span>
        </button>
        <button type="button" className="pr-cal__button" onClick={() => onMove('today')}>
          {t('occurrences.today')}
        </button>
        <button
          type="button"
          className="pr-cal__button"
          aria-label={t('occurrences.next')}
          onClick={() => onMove('next')}
        >
          <span aria-hidden="true">›</span>
        </button>
      </div>
      <h2 className="pr-cal__title" aria-live="polite">
        {title}
      </h2>
      <div className="pr-cal__views" role="group" aria-label={t('occurrences.view')}>
        {VIEWS.map(({ key, text }) => (
          <button
            key={key}
            type="button"
            className="pr-cal__button"
            aria-pressed={view === key}
            onClick={() => onView(key)}
          >
            {t(text)}
          </button>
        ))}
      </div>
    </div>
  )
}
