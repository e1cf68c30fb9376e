'use client'
import { FieldLabel, useDocumentInfo, useDocumentTitle, useField } from '@payloadcms/ui'
import type { StaticLabel } from 'payload'
import { useEffect } from 'react'
import { usePanelWord } from '@/admin/ui/texts'
import { outboxGroup } from './outboxGroups'

/** Shows a code name in words. The kind of message and its recipient are also the title of the page. */
export const WordField = ({ path, field }: { path: string; field?: { label?: StaticLabel } }) => {
  const { value } = useField<string | null>({ path })
  const word = usePanelWord()
  const { title, setDocumentTitle } = useDocumentTitle()
  const { initialData } = useDocumentInfo()
  const text = value ? word(outboxGroup(path), value) : '—'
  const to: unknown = initialData?.recipientName
  const sentence = typeof to === 'string' && to !== '' ? `${text}: ${to}` : text
  // Payload sets the code name again whenever it has read the record.
  useEffect(() => {
    if (path === 'kind' && value && title !== sentence) setDocumentTitle(sentence)
  }, [path, value, title, sentence, setDocumentTitle])
  return (
    <div className="field-type text read-only">
      <FieldLabel label={field?.label} path={path} />
      <input id={`field-${path}`} type="text" readOnly value={text} />
    </div>
  )
}
