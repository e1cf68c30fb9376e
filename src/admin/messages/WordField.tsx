'use client'
import { FieldLabel, useDocumentTitle, useField } from '@payloadcms/ui'
import type { StaticLabel } from 'payload'
import { useEffect } from 'react'
import { usePanelLanguage } from '@/admin/ui/texts'
import { messageWord } from '@/i18n/messageWords'

/** What the code calls something, in words; what kind of message it is stands above the page as well. */
export const WordField = ({ path, field }: { path: string; field?: { label?: StaticLabel } }) => {
  const { value } = useField<string | null>({ path })
  const language = usePanelLanguage()
  const { setDocumentTitle } = useDocumentTitle()
  const text = value ? messageWord(value, language) : '—'
  useEffect(() => {
    if (path === 'kind' && value) setDocumentTitle(text)
  }, [path, value, text, setDocumentTitle])
  return (
    <div className="field-type text read-only">
      <FieldLabel label={field?.label} path={path} />
      <input id={`field-${path}`} type="text" readOnly value={text} />
    </div>
  )
}
