import { useForm, useFormFields, useFormSubmitted } from '@payloadcms/ui'
import { isTime } from '@/domain/time/calendar'
import type { DayHours, Hours } from '@/domain/events/hours'

export const LINE_FIELDS = [
  'service',
  'startTime',
  'endTime',
  'capacity',
  'bookingWindow.value',
  'bookingWindow.unit',
] as const
export type LineField = (typeof LINE_FIELDS)[number]

export const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''

/** The id of a field's element, as Payload's own fields have it. */
export const idOf = (path: string): string => `field-${path.replace(/\./g, '__')}`

/** Writes a field of the form: what was wrong with the old value says nothing about the new one. */
export const useSetField = () => {
  const { dispatchFields, setModified } = useForm()
  return (path: string, value: unknown) => {
    dispatchFields({ type: 'UPDATE', path, value, valid: true, errorMessage: '' })
    setModified(true)
  }
}

/** A field of a service line: its value and, once the form was sent, what is wrong with it. */
export const useCell = (path: string) => {
  const submitted = useFormSubmitted()
  const field = useFormFields(([fields]) => fields[path])
  return { value: field?.value, error: submitted && field?.valid === false ? (field.errorMessage ?? '') : null }
}

/** The hours of the event as typed; null while they are no hours yet. */
export const useEventHours = (): DayHours | null => {
  const [startTime, endTime, night] = useFormFields(([fields]) =>
    [fields.startTime, fields.endTime, fields.endsNextDay].map((field) => field?.value),
  )
  return isTime(startTime) && isTime(endTime) ? { startTime, endTime, endsNextDay: night === true } : null
}

/** The hours of every line; '' where nothing is typed. */
export const useLineHours = (): Hours[] => {
  const text = useFormFields(([fields]) =>
    JSON.stringify(
      (fields.services?.rows ?? []).map((_, index) => ({
        startTime: fields[`services.${index}.startTime`]?.value ?? '',
        endTime: fields[`services.${index}.endTime`]?.value ?? '',
      })),
    ),
  )
  return JSON.parse(text) as Hours[]
}
