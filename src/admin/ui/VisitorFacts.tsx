'use client'
import { factsApart, type Apart, type ApartFact } from '@/domain/visitors/apart'
import type { FoundVisitors } from './answers'
import { useFormats, usePanelText } from './texts'

type Found = FoundVisitors['docs'][number]

/** What tells a person apart from namesakes, the most telling first. */
export const VisitorFacts = ({ visitor, others }: { visitor: Found; others: readonly Apart[] }) => {
  const t = usePanelText()
  const { day } = useFormats()
  const { cardNumber, birthYear, phoneEnd, lastVisit } = visitor
  const words: Record<ApartFact, string> = {
    cardNumber: t('ui.card', { number: cardNumber ?? '' }),
    birthYear: t('ui.born', { year: String(birthYear) }),
    phoneEnd: t('ui.phoneEnd', { digits: phoneEnd ?? '' }),
    lastVisit: lastVisit === null ? '' : t('ui.lastVisit', { date: day(lastVisit) }),
  }
  const facts = [
    ...factsApart(
      visitor,
      others.filter((other) => other !== visitor),
    ).map((fact) => words[fact]),
    ...(visitor.status === 'new' ? [t('ui.statusNew')] : []),
    ...(visitor.partial ? [t('ui.partial')] : []),
  ]
  return <span className="pr-muted">{facts.join(' · ')}</span>
}
