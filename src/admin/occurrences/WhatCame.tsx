'use client'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { Occurrence } from './occurrence'

/** «пришли 5 из 7, не отмечен 1»: what came of an occurrence that is over. */
export const WhatCame = ({ marks }: { marks: NonNullable<Occurrence['marks']> }) => {
  const t = usePanelText()
  const { number } = useFormats()
  const { expected, attended, noShow } = marks
  const total = expected + attended + noShow
  if (total === 0) return <span className="pr-muted">{t('occurrences.nobodyBooked')}</span>
  const came =
    attended > 0
      ? t('occurrences.came', { count: attended, total: number(total) })
      : noShow > 0
        ? t('occurrences.nobodyCame', { total: number(total) })
        : null
  return (
    <span className="pr-occ__came">
      {came}
      {came && expected > 0 && ', '}
      {expected > 0 && (
        <span className="pr-occ__left">
          <span aria-hidden="true">? </span>
          {t('occurrences.notMarked', { count: expected })}
        </span>
      )}
    </span>
  )
}
