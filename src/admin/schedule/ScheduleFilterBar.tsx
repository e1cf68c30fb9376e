'use client'
import type { ListOf, Titled } from '@/admin/ui/answers'
import { DateRange } from '@/admin/ui/DateRange'
import { SearchInput, SelectInput } from '@/admin/ui/fields'
import { FilterBar, type FilterChip } from '@/admin/ui/FilterBar'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { ScheduleFilters } from './scheduled'

type Props = { filters: ScheduleFilters; set: (partial: Partial<ScheduleFilters>) => void; onReset: () => void }

const useTitles = (collection: 'services' | 'places') => {
  const { data } = useData<ListOf<Titled>>(`/api/${collection}`, { limit: 200, sort: 'title' })
  return (data?.docs ?? []).map(({ id, title }) => ({ value: id, label: title }))
}

export const ScheduleFilterBar = ({ filters, set, onReset }: Props) => {
  const t = usePanelText()
  const { dayShort } = useFormats()
  const services = useTitles('services')
  const places = useTitles('places')
  const { search, from, to, type, service, place } = filters
  const titleOf = (options: readonly { value: string; label: string }[], id: string) =>
    options.find(({ value }) => value === id)?.label ?? '…'
  const chip = (key: string, isSet: boolean, label: string, cleared: Partial<ScheduleFilters>): FilterChip[] =>
    isSet ? [{ key, label, onRemove: () => set(cleared) }] : []
  const chips = [
    ...chip('search', search !== '', `«${search}»`, { search: '' }),
    ...chip(
      'dates',
      from !== '' || to !== '',
      [from && `${t('ui.ends.from')} ${dayShort(from)}`, to && `${t('ui.ends.to')} ${dayShort(to)}`]
        .filter(Boolean)
        .join(' '),
      { from: '', to: '' },
    ),
    ...chip('type', type !== '', t(type === 'oneOff' ? 'schedule.oneOff' : 'schedule.recurring'), { type: '' }),
    ...chip('service', service !== '', titleOf(services, service), { service: '' }),
    ...chip('place', place !== '', titleOf(places, place), { place: '' }),
  ]
  return (
    <FilterBar
      chips={chips}
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
        anyLabel={t('schedule.anyType')}
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
        anyLabel={t('schedule.anyService')}
        options={services}
        onChange={(value) => set({ service: value })}
      />
      <SelectInput
        label={t('schedule.place')}
        value={place}
        clearable
        anyLabel={t('schedule.anyPlace')}
        options={places}
        onChange={(value) => set({ place: value })}
      />
    </FilterBar>
  )
}
