'use client'
import { Pill } from '@/admin/ui/Pill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { OccurrenceLine } from './OccurrenceLine'
import type { TodayOccurrence, TodayPlace } from './today'

const TONE = { running: 'green', ahead: 'blue', over: 'grey' } as const
const ICON = { running: '▶', ahead: '→', over: '✓' } as const

/** One place on its own local date, with its occurrences in order of time. */
export const PlaceToday = ({ place }: { place: TodayPlace }) => {
  const t = usePanelText()
  const { day } = useFormats()
  const marksOf = ({ marks: { expected, attended, noShow }, phase }: TodayOccurrence): string[] => [
    ...(attended > 0 ? [t('home.attended', { count: attended })] : []),
    ...(noShow > 0 ? [t('home.noShow', { count: noShow })] : []),
    ...(expected > 0 ? [t(phase === 'over' ? 'home.notMarked' : 'home.expected', { count: expected })] : []),
  ]
  return (
    <section className="pr-home__place">
      <div className="pr-home__place-head">
        <h3>
          {place.title} <span className="pr-home__date">{day(place.date)}</span>
        </h3>
        {place.occurrences.length > 0 && (
          <a
            className="pr-button pr-button--quiet"
            href={`/api/places/${place.id}/door-list?date=${place.date}`}
            target="_blank"
            rel="noopener"
            aria-label={t('home.doorListOf', { place: place.title })}
          >
            {t('home.doorList')}
          </a>
        )}
      </div>
      {place.occurrences.length === 0 ? (
        <p className="pr-home__note">{t('home.nothing')}</p>
      ) : (
        <ul className="pr-home__list">
          {place.occurrences.map((one) => (
            <OccurrenceLine key={one.id} occurrence={one}>
              {one.status === 'scheduled' && (
                <>
                  <span className="pr-home__marks">{marksOf(one).join(', ')}</span>
                  <Pill tone={TONE[one.phase]} icon={ICON[one.phase]} label={t(`home.phase.${one.phase}`)} />
                </>
              )}
            </OccurrenceLine>
          ))}
        </ul>
      )}
    </section>
  )
}
