'use client'
import { Menu } from '@/admin/ui/Menu'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import type { Occurrence } from './occurrence'

/** Which of the days next to today a date is at a place. */
const relativeOf = (date: string, timezone: string): 'today' | 'tomorrow' | 'yesterday' | null => {
  const today = localDate(new Date(), timezone)
  if (date === today) return 'today'
  if (date === addDays(today, 1)) return 'tomorrow'
  return date === addDays(today, -1) ? 'yesterday' : null
}

/** «Сегодня, вт, 1 декабря 2026», and the lists to print for the door of each place of that day. */
export const DayHeading = ({ date, rows }: { date: string; rows: readonly Occurrence[] }) => {
  const t = usePanelText()
  const { day } = useFormats()
  const places = [...new Map(rows.map(({ place }) => [place.id, place])).values()]
  const relative = relativeOf(date, places[0]?.timezone ?? 'UTC')
  const lists = places.map(({ id, title }) => ({
    key: id,
    label: t('occurrences.doorListOf', { place: title }),
    href: `/api/places/${id}/door-list?date=${date}`,
    newTab: true,
  }))
  const [only] = lists
  return (
    <div className="pr-occ-day">
      <h2 className="pr-occ-day__title">
        {relative && <span className="pr-occ-day__relative">{t(`occurrences.relative.${relative}`)}, </span>}
        {day(date)}
      </h2>
      {lists.length === 1 && only ? (
        <a className="pr-button pr-button--quiet" href={only.href} target="_blank" rel="noopener">
          {t('occurrences.doorList')}
        </a>
      ) : (
        <Menu
          about={t('occurrences.doorListAbout', { day: day(date) })}
          className="pr-button pr-button--quiet"
          actions={lists}
        >
          {t('occurrences.doorList')} <span aria-hidden="true">▾</span>
        </Menu>
      )}
    </div>
  )
}
