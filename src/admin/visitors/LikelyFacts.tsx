'use client'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'

/** What tells a likely duplicate apart, and what makes it one. */
export const LikelyFacts = ({ candidate }: { candidate: LikelyDuplicate }) => {
  const t = usePanelText()
  const { day } = useFormats()
  const { birthYear, cardNumber, lastVisit, reason } = candidate
  const facts = [
    birthYear === null ? null : t('ui.born', { year: String(birthYear) }),
    cardNumber === null ? null : t('ui.card', { number: cardNumber }),
    lastVisit === null ? null : t('ui.lastVisit', { date: day(lastVisit) }),
    t(`participants.like.${reason}`),
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}
