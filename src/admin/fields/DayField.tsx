'use client'
import { FieldDescription, FieldError, FieldLabel, useField, withCondition } from '@payloadcms/ui'
import type { TextFieldClientComponent } from 'payload'
import { DayInput } from './DayInput'

/** A date shown in the reader's format and kept as YYYY-MM-DD, without time or zone. */
const Day: TextFieldClientComponent = ({ field, path, readOnly }) => {
  const { value, setValue, showError, disabled } = useField<string>({ path })
  const id = `field-${path.replace(/\./g, '__')}`
  return (
    <div className="field-type text" style={{ flex: 1 }}>
      <FieldLabel htmlFor={id} label={field.label} path={path} required={field.required} />
      <div className="field-type__wrap">
        <FieldError path={path} showError={showError} />
        <DayInput
          id={id}
          value={value}
          disabled={Boolean(readOnly || disabled || field.admin?.readOnly)}
          onChange={setValue}
        />
      </div>
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}

export const DayField = withCondition(Day)
