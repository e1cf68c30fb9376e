'use client'
import { fullnessOf } from '@/domain/booking/fullness'
import { useFormats, usePanelText } from './texts'
import './ui.scss'

type Props = { taken: number; max: number }

/** n/max with a bar. Full and nearly full are also shown in words. */
export const Fullness = ({ taken, max }: Props) => {
  const t = usePanelText()
  const { number } = useFormats()
  const state = fullnessOf({ taken, max })
  const share = max > 0 ? Math.min(100, (taken / max) * 100) : 100
  return (
    <span className={`pr-fullness pr-fullness--${state}`}>
      <span className="pr-fullness__number">
        <span aria-hidden="true">{`${number(taken)}/${number(max)}`}</span>
        <span className="pr-hidden">{t('ui.takenOf', { taken, max })}</span>
      </span>
      <span className="pr-fullness__bar" aria-hidden="true">
        <span style={{ width: `${share}%` }} />
      </span>
      {state !== 'free' && (
        <span className="pr-fullness__word">{t(state === 'full' ? 'ui.full' : 'ui.nearlyFull')}</span>
      )}
    </span>
  )
}
