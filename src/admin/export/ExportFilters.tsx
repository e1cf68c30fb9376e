'use client'
import type { ListOf, Titled } from '@/admin/ui/answers'
import { DateRange } from '@/admin/ui/DateRange'
import { SelectInput } from '@/admin/ui/fields'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { PARTICIPANT_STATUSES } from '@/domain/attendance/decideMark'
import type { Asked } from './question'

type Props = {
  asked: Asked
  filtered: boolean
  onChange: (change: Partial<Asked>) => void
  onReset: () => void
}

const options = (found: ListOf<Titled> | undefined) =>
  (found?.docs ?? []).map(({ id, title }) => ({ value: id, label: title }))

export const ExportFilters = ({ asked, filtered, onChange, onReset }: Props) => {
  const t = usePanelText()
  const services = useData<ListOf<Titled>>('/api/services', { limit: 200, sort: 'title', depth: 0 })
  const places = useData<ListOf<Titled>>('/api/places', { limit: 200, sort: 'title', depth: 0 })
  const statuses = PARTICIPANT_STATUSES.map((value) => ({ value, label: t(`bookingStatus.${value}`) }))
  return (
    <fieldset className="pr-export__filters">
      <legend>{t('exportScreen.filters')}</legend>
      <div className="pr-export__fields">
        <SelectInput
          label={t('exportScreen.service')}
          options={options(services.data)}
          value={asked.service}
          onChange={(value) => onChange({ service: value ?? '' })}
          clearable
        />
        <SelectInput
          label={t('exportScreen.place')}
          options={options(places.data)}
          value={asked.place}
          onChange={(value) => onChange({ place: value ?? '' })}
          clearable
        />
        <SelectInput
          label={t('exportScreen.status')}
          options={statuses}
          value={asked.status}
          onChange={(value) => onChange({ status: value ?? '' })}
          clearable
        />
        <DateRange
          label={t('exportScreen.period')}
          from={asked.from}
          to={asked.to}
          onChange={({ from, to }) => onChange({ from: from ?? '', to: to ?? '' })}
        />
        <DateRange
          label={t('exportScreen.registered')}
          from={asked.registeredFrom}
          to={asked.registeredTo}
          onChange={({ from, to }) => onChange({ registeredFrom: from ?? '', registeredTo: to ?? '' })}
        />
      </div>
      {filtered && (
        <button type="button" className="pr-export__shortcut" onClick={onReset}>
          {t('exportScreen.reset')}
        </button>
      )}
    </fieldset>
  )
}
