'use client'
import { STATUS } from '@/i18n/exportWords'
import { DateRange } from '@/admin/ui/DateRange'
import { SelectInput } from '@/admin/ui/fields'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { Asked } from './question'

type Titled = { docs: { id: string; title: string }[] }
type Props = {
  asked: Asked
  filtered: boolean
  language: 'ru' | 'en'
  onChange: (change: Partial<Asked>) => void
  onReset: () => void
}

const options = (found: Titled | undefined) => (found?.docs ?? []).map(({ id, title }) => ({ value: id, label: title }))

export const ExportFilters = ({ asked, filtered, language, onChange, onReset }: Props) => {
  const t = usePanelText()
  const services = useData<Titled>('/api/services', { limit: 200, sort: 'title', depth: 0 })
  const places = useData<Titled>('/api/places', { limit: 200, sort: 'title', depth: 0 })
  const statuses = Object.entries(STATUS).map(([value, words]) => ({ value, label: words[language] }))
  return (
    <fieldset className="pr-export__filters">
      <legend>{t('export.filters')}</legend>
      <div className="pr-export__fields">
        <SelectInput
          label={t('export.service')}
          options={options(services.data)}
          value={asked.service}
          onChange={(value) => onChange({ service: value ?? '' })}
          clearable
        />
        <SelectInput
          label={t('export.place')}
          options={options(places.data)}
          value={asked.place}
          onChange={(value) => onChange({ place: value ?? '' })}
          clearable
        />
        <SelectInput
          label={t('export.status')}
          options={statuses}
          value={asked.status}
          onChange={(value) => onChange({ status: value ?? '' })}
          clearable
        />
        <DateRange
          label={t('export.period')}
          from={asked.from}
          to={asked.to}
          onChange={({ from, to }) => onChange({ from: from ?? '', to: to ?? '' })}
        />
        <DateRange
          label={t('export.registered')}
          from={asked.registeredFrom}
          to={asked.registeredTo}
          onChange={({ from, to }) => onChange({ registeredFrom: from ?? '', registeredTo: to ?? '' })}
        />
      </div>
      {filtered && (
        <button type="button" className="pr-export__shortcut" onClick={onReset}>
          {t('export.reset')}
        </button>
      )}
    </fieldset>
  )
}
