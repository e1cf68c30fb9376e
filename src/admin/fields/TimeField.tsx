'use client'
import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { completedTime } from '@/admin/time/zoned'

/**
 * A time of the day, always 24 hours. Typed text on purpose: the browser's own time input shows AM and
 * PM to whoever's system is set so. "930", "9:30" and "9.30" become 09:30.
 */
export const TimeField: TextFieldClientComponent = ({ field, path, readOnly }) => {
  const { value, setValue, showError, disabled } = useField<string>({ path })
  const id = `field-${path.replace(/\./g, '__')}`
  return (
    <div className="field-type text" style={{ flex: 1 }}>
      <FieldLabel htmlFor={id} label={field.label} path={path} required={field.required} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <input
          id={id}
          type="text"
          inputMode="numeric"
          placeholder="09:30"
          maxLength={5}
          value={value ?? ''}
          disabled={Boolean(readOnly || disabled || field.admin?.readOnly)}
          onChange={(event) => setValue(event.target.value)}
          onBlur={() => setValue(completedTime(value ?? ''))}
        />
      </div>
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}
