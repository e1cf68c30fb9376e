'use client'
import { FieldLabel, useDocumentTitle, useField } from '@payloadcms/ui'
import type { StaticLabel } from 'payload'
import { useEffect } from 'react'
import { usePanelWord } from '@/admin/ui/texts'
import { outboxGroup } from './outboxGroups'

/** Shows a code name in words. The kind of message is also the title of the page. */
export const WordField = ({ path, field }: { path: string; field?: { label?: StaticLabel } }) => {
  const { value } = useField<string | null>({ path })
  const word = usePanelWord()
  const { setDocumentTitle } = useDocumentTitle()
  const text = value ? word(outboxGroup(path), value) : '—'
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
