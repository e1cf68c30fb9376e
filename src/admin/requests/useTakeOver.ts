'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'

type Fields = Record<string, unknown>

/** The value of a form's field in a record: `consent.givenAt`. */
const at = (record: Fields, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Fields | null | undefined)?.[name], record)

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/**
 * After a save of our own: the form shows what was stored, except where somebody has typed on since it was sent.
 * Reading the page anew would throw that away.
 */
export const useTakeOver = () => {
  const { dispatchFields, getFields, setModified } = useForm()
  const { setData } = useDocumentInfo()
  return ({ sent, stored }: { sent: Fields; stored: Fields }): void => {
    let typedOn = false
    for (const [path, { value }] of Object.entries(getFields())) {
      const saved = at(stored, path)
      if (saved === undefined) continue
      const untouched = same(value, at(sent, path))
      typedOn ||= !untouched
      dispatchFields({ type: 'UPDATE', path, initialValue: saved, ...(untouched ? { value: saved } : {}) })
    }
    setModified(typedOn)
    setData?.(stored)
  }
}
