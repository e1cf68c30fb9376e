'use client'
import { usePanelText } from '@/admin/ui/texts'

export type ColourBy = 'service' | 'place'
type Props = {
  by: ColourBy
  onBy: (by: ColourBy) => void
  /** What is in sight, with its colour; the name stands in every entry, so the colour only helps the eye. */
  named: readonly { id: string; title: string; tint: number }[]
}

/** Which colour is which, and what the colours tell apart. */
export const Legend = ({ by, onBy, named }: Props) => {
  const t = usePanelText()
  return (
    <div className="pr-cal-legend">
      <div className="pr-cal__views" role="group" aria-label={t('occurrences.colourBy')}>
        <span className="pr-cal-legend__by" aria-hidden="true">
          {t('occurrences.colourBy')}
        </span>
        {(
          [
            ['service', 'occurrences.byService'],
            ['place', 'occurrences.byPlace'],
          ] as const
        ).map(([key, text]) => (
          <button
            key={key}
            type="button"
            className="pr-cal__button"
            aria-pressed={by === key}
            onClick={() => onBy(key)}
          >
            {t(text)}
          </button>
        ))}
      </div>
      <ul className="pr-cal-legend__list" aria-label={t('occurrences.legend')}>
        {named.map(({ id, title, tint }) => (
          <li key={id} className={`pr-tint-${tint}`}>
            <span className="pr-cal-legend__colour" aria-hidden="true" />
            {title}
          </li>
        ))}
      </ul>
    </div>
  )
}
