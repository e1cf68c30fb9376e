'use client'
import type { PanelCaption } from '@/i18n/panel'
import { Pill, type Tone } from '../ui/Pill'
import { usePanelText } from '../ui/texts'
import type { Mark, RosterRow } from './roster'

type Look = { tone: Tone; icon: string; key: PanelCaption }

export const WORDS: Record<RosterRow['status'], Look> = {
  attended: { tone: 'green', icon: '✓', key: 'participants.attended' },
  noShow: { tone: 'red', icon: '✕', key: 'participants.noShow' },
  expected: { tone: 'yellow', icon: '○', key: 'participants.expected' },
  cancelled: { tone: 'grey', icon: '–', key: 'participants.cancelled' },
}

export const MARKS: ({ status: Mark } & Look)[] = (['attended', 'noShow', 'expected'] as const).map((status) => ({
  status,
  ...WORDS[status],
}))

export const StatusPill = ({ status, notMarked }: { status: RosterRow['status']; notMarked: boolean }) => {
  const t = usePanelText()
  const { tone, icon, key } = WORDS[status]
  if (status === 'expected' && notMarked) return <Pill tone="yellow" icon="?" label={t('participants.notMarked')} />
  return <Pill tone={tone} icon={icon} label={t(key)} />
}
