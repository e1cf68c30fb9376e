'use client'
import { toast, useForm, useTranslation } from '@payloadcms/ui'
import type { ApiRefusal } from './api'
import { focusFirst } from './focusFirst'
import { usePanelText } from './texts'

export type FieldFault = { path: string; message: string }

/** The errors of a refusal that belong to a field: those it lists, and the one its code implies. */
export const faultsOf = ({ errors }: Pick<ApiRefusal, 'errors'>): FieldFault[] =>
  errors.flatMap(
    ({ message, data }) => data?.errors ?? (typeof data?.path === 'string' ? [{ path: data.path, message }] : []),
  )

/** In a form that we save ourselves: shows the server's sentences next to their fields, and goes to the first. */
export const useRefuse = (): ((refusal: ApiRefusal) => void) => {
  const { t } = useTranslation()
  const said = usePanelText()
  const { dispatchFields, setIsValid, setSubmitted } = useForm()
  return (refusal) => {
    const faults = faultsOf(refusal)
    setSubmitted(true)
    if (faults.length > 0) {
      setIsValid(false)
      dispatchFields({ type: 'ADD_SERVER_ERRORS', errors: faults })
    }
    focusFirst(faults.map(({ path }) => path))
    toast.error(
      faults.length > 1 ? said('ui.fixMarked', { count: faults.length }) : refusal.message || t('error:unknown'),
    )
  }
}
