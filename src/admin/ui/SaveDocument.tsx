'use client'
import {
  FormSubmit,
  useDocumentInfo,
  useEditDepth,
  useFormModified,
  useHotkey,
  useOperation,
  useTranslation,
} from '@payloadcms/ui'
import { useRef } from 'react'
import { useSubmitAgain } from './useSubmitAgain'

/** The Save button of a record. It stays open after a refusal. `onSave` asks something before. */
export const SaveDocument = ({ onSave }: { onSave?: () => void }) => {
  const { t } = useTranslation()
  const { uploadStatus } = useDocumentInfo()
  const submit = useSubmitAgain()
  const modified = useFormModified()
  const operation = useOperation()
  const editDepth = useEditDepth()
  const button = useRef<HTMLButtonElement>(null)
  const uploading = uploadStatus === 'uploading'

  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault()
    event.stopPropagation()
    button.current?.click()
  })
  return (
    <FormSubmit
      buttonId="action-save"
      type="button"
      size="medium"
      disabled={uploading || (operation === 'update' && !modified)}
      ref={button}
      onClick={() => (onSave ? onSave() : void submit())}
    >
      {t('general:save')}
    </FormSubmit>
  )
}
