'use client'
import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'

/** A date as the person reads it, kept as YYYY-MM-DD: the browser's own calendar, no time, no zone. */
export const DayField: TextFieldClientComponent = ({ field, path, readOnly }) => {
  const { value, setValue, showError, disabled } = useField<string>({ path })
  const id = `field-${path.replace(/\./g, '__')}`
  return (
    <div className="field-type text">
      <FieldLabel htmlFor={id} label={field.label} path={path} required={field.required} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <input
          id={id}
          type="date"
          value={value ?? ''}
          disabled={Boolean(readOnly || disabled || field.admin?.readOnly)}
          onChange={(event) => setValue(event.target.value === '' ? null : event.target.value)}
        />
      </div>
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}
