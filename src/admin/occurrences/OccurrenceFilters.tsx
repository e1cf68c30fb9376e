'use client'
import { SelectInput } from '@/admin/ui/fields'
import { FilterBar, type FilterChip } from '@/admin/ui/FilterBar'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { FoundVisitors, Titled } from '@/admin/ui/answers'
import { VisitorPicker } from '@/admin/ui/VisitorPicker'
import type { Filters } from './occurrence'

type Props = {
  filters: Filters
  services: readonly Titled[]
  places: readonly Titled[]
  /** Whether the reader may look for people. */
  people: boolean
  onChange: (change: Partial<Filters>) => void
  onReset: () => void
}

const options = (named: readonly Titled[]) => named.map(({ id, title }) => ({ value: id, label: title }))

/** The same above every tab. */
export const OccurrenceFilters = ({ filters, services, places, people, onChange, onReset }: Props) => {
  const t = usePanelText()
  // The address contains an id; the search also finds people by id.
  const found = useData<FoundVisitors>(filters.visitor && people ? '/api/visitors/search' : null, {
    q: filters.visitor,
    limit: 1,
  })
  const chosen = filters.visitor
    ? (found.data?.docs.find(({ id }) => id === filters.visitor) ?? {
        id: filters.visitor,
        fullName: '…',
        cardNumber: null,
        status: 'registered' as const,
      })
    : null
  const titleOf = (named: readonly Titled[], id: string) => named.find((one) => one.id === id)?.title ?? '…'
  const chips: FilterChip[] = [
    ...(filters.service
      ? [{ key: 'service', label: titleOf(services, filters.service), onRemove: () => onChange({ service: '' }) }]
      : []),
    ...(filters.place
      ? [{ key: 'place', label: titleOf(places, filters.place), onRemove: () => onChange({ place: '' }) }]
      : []),
    ...(chosen && people
      ? [{ key: 'visitor', label: chosen.fullName, onRemove: () => onChange({ visitor: '' }) }]
      : []),
  ]
  return (
    <FilterBar chips={chips} onReset={onReset}>
      <SelectInput
        label={t('occurrences.service')}
        options={options(services)}
        value={filters.service}
        onChange={(service) => onChange({ service })}
        clearable
        anyLabel={t('occurrences.anyService')}
      />
      <SelectInput
        label={t('occurrences.place')}
        options={options(places)}
        value={filters.place}
        onChange={(place) => onChange({ place })}
        clearable
        anyLabel={t('occurrences.anyPlace')}
      />
      {people && (
        <VisitorPicker
          label={t('occurrences.participant')}
          value={chosen}
          onChange={(visitor) => onChange({ visitor: visitor?.id ?? '' })}
        />
      )}
    </FilterBar>
  )
}
