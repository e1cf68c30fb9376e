'use client'
import { toast, useForm, useTranslation } from '@payloadcms/ui'
import type { ApiRefusal } from './api'

export type FieldFault = { path: string; message: string }

/** The errors of a refusal that belong to a field: those it lists, and the one its code implies. */
export const faultsOf = ({ errors }: Pick<ApiRefusal, 'errors'>): FieldFault[] =>
  errors.flatMap(
    ({ message, data }) => data?.errors ?? (typeof data?.path === 'string' ? [{ path: data.path, message }] : []),
  )

/** In a form that we save ourselves: shows the server's sentences next to their fields and as a message. */
export const useRefuse = (): ((refusal: ApiRefusal) => void) => {
  const { t } = useTranslation()
  const { dispatchFields, setIsValid, setSubmitted } = useForm()
  return (refusal) => {
    const faults = faultsOf(refusal)
    setSubmitted(true)
    if (faults.length > 0) {
      setIsValid(false)
      dispatchFields({ type: 'ADD_SERVER_ERRORS', errors: faults })
    }
    toast.error(refusal.message || t('error:unknown'))
  }
}
