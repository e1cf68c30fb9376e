'use client'
import { useFormFields } from '@payloadcms/ui'
import { usePanelText } from '@/admin/ui/texts'
import { useEffect, useRef } from 'react'

/** Enter in a field moves to the next line, and adds a line after the last one. */
export const LineKeys = () => {
  const t = usePanelText()
  const hint = useRef<HTMLParagraphElement>(null)
  const lines = useFormFields(([fields]) => fields.services?.rows?.length ?? 0)

  useEffect(() => {
    const list = hint.current?.closest<HTMLElement>('#field-services')
    const goOn = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.key !== 'Enter' ||
        event.isComposing ||
        !target.matches('input[type=text], input[type=number]') ||
        target.closest('.rs__control')
      )
        return
      const index = Number(
        /services__(\d+)__|services\.(\d+)\./
          .exec(`${target.id} ${target.getAttribute('name') ?? ''}`)
          ?.slice(1)
          .find(Boolean),
      )
      if (Number.isNaN(index)) return
      event.preventDefault()
      const next = list?.querySelector<HTMLElement>(`#field-services__${index + 1}__service input`)
      if (next) return next.focus()
      const add = list?.querySelector<HTMLButtonElement>('.array-field__add-row')
      add?.focus()
      add?.click()
    }
    list?.addEventListener('keydown', goOn)
    return () => list?.removeEventListener('keydown', goOn)
  }, [])

  return (
    <p ref={hint} className="pr-line-keys" hidden={lines === 0}>
      {t('eventForm.lineKeys')}
    </p>
  )
}
