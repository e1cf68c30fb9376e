'use client'
import { FieldDescription, FieldError, FieldLabel, ReactSelect, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { useMemo } from 'react'
import { usePanelText } from '../ui/texts'

type Option = { label: string; value: string }

/** +05:30 of a zone as it is now, for telling similar names apart. */
const offsetOf = (zone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(new Date())
    .find(({ type }) => type === 'timeZoneName')
    ?.value.replace(/^GMT$/, 'GMT+00:00') ?? ''

/** A time zone picked from the list of all that there are. */
export const ZoneField: TextFieldClientComponent = ({ field, path, readOnly }) => {
  const t = usePanelText()
  const { value, setValue, showError, disabled } = useField<string>({ path })
  const options = useMemo((): Option[] => {
    const zones = Intl.supportedValuesOf('timeZone')
    // A name of old that the browser lists under another one.
    const known = value && !zones.includes(value) ? [value, ...zones] : zones
    return known.map((zone) => ({ value: zone, label: `${zone} (${offsetOf(zone)})` }))
  }, [value])
  return (
    <div className="field-type text">
      <FieldLabel label={field.label} path={path} required={field.required} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <ReactSelect
          inputId={`field-${path}`}
          isClearable={false}
          isSearchable
          disabled={Boolean(readOnly || disabled)}
          options={options}
          placeholder={t('placeForm.chooseZone')}
          value={options.find((option) => option.value === value)}
          onChange={(chosen) => !Array.isArray(chosen) && setValue((chosen as Option | null)?.value ?? null)}
        />
      </div>
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}
