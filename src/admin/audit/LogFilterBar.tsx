'use client'
import type { FoundVisitors } from '@/admin/ui/answers'
import { DateRange } from '@/admin/ui/DateRange'
import { SelectInput } from '@/admin/ui/fields'
import { FilterBar } from '@/admin/ui/FilterBar'
import { usePanelText, usePanelWord } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { VisitorPicker } from '@/admin/ui/VisitorPicker'
import { AUDIT_ACTIONS } from '@/domain/audit/actions'
import { AccountPicker } from './AccountPicker'
import type { LogFilters } from './logEntry'

type Props = { filters: LogFilters; onChange: (change: Partial<LogFilters>) => void; onReset: () => void }

/** Whom, who, what and when. */
export const LogFilterBar = ({ filters, onChange, onReset }: Props) => {
  const t = usePanelText()
  const word = usePanelWord()
  const { visitor, account, action, from, to } = filters
  // The address contains an id; the search also finds people by id.
  const found = useData<FoundVisitors>(visitor ? '/api/visitors/search' : null, { q: visitor, limit: 1 })
  const chosen = visitor
    ? (found.data?.docs.find(({ id }) => id === visitor) ??
      found.data?.docs[0] ?? { id: visitor, fullName: '…', cardNumber: null, status: 'registered' as const })
    : null
  const actions = AUDIT_ACTIONS.map((value) => ({ value, label: word('audit.action', value) })).sort((a, b) =>
    a.label.localeCompare(b.label),
  )
  return (
    <FilterBar count={[visitor, account, action, from || to].filter(Boolean).length} onReset={onReset}>
      <VisitorPicker
        label={t('log.whom')}
        value={chosen}
        onChange={(person) => onChange({ visitor: person?.id ?? '' })}
      />
      <AccountPicker value={account} onChange={(id) => onChange({ account: id })} />
      <SelectInput
        label={t('log.action')}
        options={actions}
        value={action}
        onChange={(value) => onChange({ action: value })}
        clearable
      />
      <DateRange label={t('log.when')} from={from} to={to} onChange={(range) => onChange(range)} />
    </FilterBar>
  )
}
