'use client'
import type { ListOf, Titled } from '@/admin/ui/answers'
import { DateRange } from '@/admin/ui/DateRange'
import { SearchInput, SelectInput } from '@/admin/ui/fields'
import { FilterBar } from '@/admin/ui/FilterBar'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { ScheduleFilters } from './scheduled'

type Props = { filters: ScheduleFilters; set: (partial: Partial<ScheduleFilters>) => void; onReset: () => void }

const useTitles = (collection: 'services' | 'places') => {
  const { data } = useData<ListOf<Titled>>(`/api/${collection}`, { limit: 200, sort: 'title' })
  return (data?.docs ?? []).map(({ id, title }) => ({ value: id, label: title }))
}

export const ScheduleFilterBar = ({ filters, set, onReset }: Props) => {
  const t = usePanelText()
  const services = useTitles('services')
  const places = useTitles('places')
  const { search, from, to, type, service, place } = filters
  return (
    <FilterBar
      count={[search, from || to, type, service, place].filter(Boolean).length}
      onReset={onReset}
      search={
        <SearchInput
          label={t('schedule.search')}
          placeholder={t('schedule.searchHint')}
          value={search}
          onChange={(value) => set({ search: value })}
        />
      }
    >
      <DateRange label={t('schedule.dates')} from={from} to={to} onChange={set} />
      <SelectInput
        label={t('schedule.type')}
        value={type}
        clearable
        options={[
          { value: 'oneOff', label: t('schedule.oneOff') },
          { value: 'recurring', label: t('schedule.recurring') },
        ]}
        onChange={(value) => set({ type: value })}
      />
      <SelectInput
        label={t('schedule.service')}
        value={service}
        clearable
        options={services}
        onChange={(value) => set({ service: value })}
      />
      <SelectInput
        label={t('schedule.place')}
        value={place}
        clearable
        options={places}
        onChange={(value) => set({ place: value })}
      />
    </FilterBar>
  )
}
