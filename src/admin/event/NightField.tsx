'use client'
import { CheckboxField, FieldDescription, FieldError, useField, useFormFields } from '@payloadcms/ui'
import type { CheckboxFieldClientComponent } from 'payload'
import { isTime } from '@/domain/time/calendar'
import { usePanelText } from '../ui/texts'

/** Offered as soon as the end is not after the start: it is a slip, or an event that runs past midnight. */
export const NightField: CheckboxFieldClientComponent = (props) => {
  const { path, readOnly } = props
  const t = usePanelText()
  const { value, setValue, showError, disabled } = useField<boolean>({ path })
  const [start, end] = useFormFields(([fields]) => [fields.startTime?.value, fields.endTime?.value])
  if (!isTime(end) || !isTime(start)) return value ? <CheckboxField {...props} /> : null
  if (end > start && !value) return null
  const id = `field-${path}`
  return (
    <div className="field-type checkbox pr-night">
      <FieldError path={path} showError={showError} />
      <label className="pr-check" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={Boolean(value)}
          disabled={Boolean(readOnly || disabled)}
          onChange={(event) => setValue(event.target.checked)}
        />
        {t('eventForm.untilNextDay', { time: end })}
      </label>
      <FieldDescription description={props.field.admin?.description} path={path} />
    </div>
  )
}
