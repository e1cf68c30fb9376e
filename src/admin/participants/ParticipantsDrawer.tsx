'use client'
import { useEffect, useRef, useState } from 'react'
import { Dialog } from '../ui/Dialog'
import { Fab } from '../ui/Fab'
import { SearchInput } from '../ui/fields'
import { Failed, Loading } from '../ui/States'
import { usePanelText } from '../ui/texts'
import { useData } from '../ui/useData'
import { useLive } from '../ui/useLive'
import { useRole } from '../ui/useRole'
import { AddPerson } from './AddPerson'
import { CancelBooking } from './CancelBooking'
import { MarkBar } from './MarkBar'
import { RosterHead } from './RosterHead'
import { RosterList } from './RosterList'
import type { Roster, RosterRow } from './roster'
import { useMarks } from './useMarks'
import './participants.scss'

type Props = {
  occurrence: string | null
  onClose: () => void
  /** Called when something about this occurrence was changed here. */
  onChange?: () => void
}

/** The participants of one occurrence, in a drawer over the list it was opened from. */
export const ParticipantsDrawer = ({ occurrence, onClose, onChange }: Props) => {
  const t = usePanelText()
  const { data, error, refresh } = useData<Roster>(
    occurrence === null ? null : `/api/occurrences/${occurrence}/participants`,
  )
  const roster = data?.occurrence.id === occurrence ? data : undefined
  const again = useRefresh(refresh, [roster?.occurrence.id ?? occurrence, roster?.occurrence.event])
  const changed = async (): Promise<void> => {
    onChange?.()
    await again()
  }
  return (
    <Dialog
      open={occurrence !== null}
      title={roster ? roster.occurrence.service.title : t('participants.title')}
      size="drawer"
      onClose={onClose}
    >
      {roster ? (
        <Loaded key={roster.occurrence.id} roster={roster} changed={changed} />
      ) : error ? (
        <Failed error={error} onRetry={again} />
      ) : (
        <Loading rows={6} />
      )}
    </Dialog>
  )
}

/** Reloads the list when somebody else has changed it; many changes at once cause one reload. */
const useRefresh = (
  refresh: () => Promise<unknown>,
  [occurrence, event]: (string | null | undefined)[],
): (() => Promise<void>) => {
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(waiting.current), [])
  useLive(['participants', 'occurrences', 'events'], (change) => {
    const subject = change.occurrence ?? change.id
    if (!occurrence || (subject !== null && subject !== occurrence && subject !== event)) return
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => void refresh(), 200)
  })
  return async () => {
    clearTimeout(waiting.current)
    await refresh()
  }
}

/** Fewer people are seen at once. */
const SEARCHED_FROM = 7
const folded = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е')

/** Those whose name or card has every word that was typed. */
const foundIn = (docs: RosterRow[], sought: string): RosterRow[] => {
  const words = folded(sought).split(/\s+/).filter(Boolean)
  return docs.filter(({ visitor: { fullName, cardNumber } }) => {
    const text = folded(`${fullName} ${cardNumber ?? ''}`)
    return words.every((word) => text.includes(word))
  })
}

const Loaded = ({ roster, changed }: { roster: Roster; changed: () => Promise<void> }) => {
  const t = usePanelText()
  const { isStaff } = useRole()
  const { occurrence } = roster
  const [adding, setAdding] = useState(false)
  const [cancelling, setCancelling] = useState<RosterRow | null>(null)
  const marks = useMarks(roster.docs, changed)
  const [sought, setSought] = useState('')
  const rows = foundIn(roster.docs, sought)
  const people = rows.filter(({ status }) => status !== 'cancelled')
  return (
    <div className="pr-roster">
      <RosterHead roster={roster} />
      {roster.docs.length > SEARCHED_FROM && (
        <SearchInput
          label={t('participants.search')}
          placeholder={t('participants.searchHint')}
          value={sought}
          delay={100}
          onChange={setSought}
        />
      )}
      {occurrence.canMark && people.length > 0 && <MarkBar people={people} marks={marks} />}
      {isStaff && !occurrence.canMark && people.length > 0 && <p className="pr-muted">{t('participants.tooEarly')}</p>}
      <RosterList
        roster={roster}
        rows={rows}
        marks={marks}
        onCancel={isStaff && !occurrence.ended ? setCancelling : undefined}
      />
      {occurrence.canBook && isStaff && <Fab always label={t('participants.add')} onClick={() => setAdding(true)} />}
      {adding && <AddPerson occurrence={occurrence} changed={changed} onClose={() => setAdding(false)} />}
      {cancelling && <CancelBooking person={cancelling} changed={changed} onClose={() => setCancelling(null)} />}
    </div>
  )
}
