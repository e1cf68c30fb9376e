'use client'
import { TextInput, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { formatPhone } from '@/domain/visitors/format-phone'

/** Stored as E.164, shown as people write it; typed in any way. */
export const PhoneField = ({ path, field, readOnly }: TextFieldClientProps) => {
  const { value, setValue, showError, disabled, customComponents } = useField<string | null>({ path })
  return (
    <TextInput
      path={path}
      label={field.label}
      required={field.required}
      readOnly={readOnly || disabled}
      showError={showError}
      Error={customComponents?.Error}
      value={value ? formatPhone(value) : ''}
      onChange={(event: { target: { value: string } }) => setValue(event.target.value)}
      htmlAttributes={{ autoComplete: 'off' }}
    />
  )
}
