'use client'
import { FieldError, FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import type { DateFieldClientComponent } from 'payload'
import { useState } from 'react'
import { clockIn, completedTime, instantIn } from '@/admin/time/zoned'

/**
 * An instant, edited as the time of day the place's clock shows. The date is fixed: an occurrence moves
 * within its day only.
 */
export const PlaceTimeField: DateFieldClientComponent = ({ field, path, readOnly }) => {
  const { value, setValue, showError, disabled } = useField<string>({ path })
  const date = useFormFields(([fields]) => fields.date?.value as string | undefined)
  const timezone = useFormFields(([fields]) => fields.timezone?.value as string | undefined)
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? (value && timezone ? clockIn(value, timezone) : '')
  const id = `field-${path}`

  const settle = () => {
    const time = completedTime(shown)
    const instant = date && timezone ? instantIn(date, time, timezone) : null
    if (!instant) return setTyped(time)
    setTyped(null)
    if (instant !== value) setValue(instant)
  }

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
          value={shown}
          disabled={Boolean(readOnly || disabled)}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={settle}
        />
      </div>
    </div>
  )
}
