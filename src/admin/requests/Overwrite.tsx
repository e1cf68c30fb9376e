'use client'
import { useConfig } from '@payloadcms/ui'
import type { ClientField } from 'payload'
import { Dialog } from '@/admin/ui/Dialog'
import { usePanelLanguage, usePanelText } from '@/admin/ui/texts'
import type { Difference } from './conflict'
import type { OpenForm } from './openForms'
import './requests.scss'

type Props = { form: OpenForm; differences: Difference[]; onAnswer: (answer: 'again' | 'stop') => void }
type Labelled = { name?: string; label?: unknown; fields?: ClientField[] }

/** Both versions of what would be overwritten. */
export const Overwrite = ({ form, differences, onAnswer }: Props) => {
  const t = usePanelText()
  const language = usePanelLanguage()
  const { getEntityConfig } = useConfig()
  const fields = (getEntityConfig({ collectionSlug: form.slug })?.fields ?? []) as Labelled[]
  const shown = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('requests.overwrite.empty')
    if (typeof value === 'boolean') return t(value ? 'requests.overwrite.yes' : 'requests.overwrite.no')
    return typeof value === 'object' ? t('requests.overwrite.many') : String(value)
  }
  return (
    <Dialog
      open
      title={t('requests.overwrite.title')}
      onClose={() => onAnswer('stop')}
      footer={
        <>
          <button type="button" className="pr-button" onClick={() => onAnswer('stop')}>
            {t('requests.overwrite.back')}
          </button>
          <button type="button" className="pr-button" onClick={() => window.location.reload()}>
            {t('requests.overwrite.reload')}
          </button>
          <button type="button" className="pr-button pr-button--primary" onClick={() => onAnswer('again')}>
            {t('requests.overwrite.keep')}
          </button>
        </>
      }
    >
      <p>{t('requests.overwrite.text')}</p>
      <table className="pr-overwrite">
        <thead>
          <tr>
            <th scope="col">{t('requests.overwrite.field')}</th>
            <th scope="col">{t('requests.overwrite.theirs')}</th>
            <th scope="col">{t('requests.overwrite.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, theirs, mine }) => (
            <tr key={field}>
              <th scope="row">{labelIn(fields, field, language)}</th>
              <td>{shown(theirs)}</td>
              <td>{shown(mine)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}

/** The label of a field, also of one in a row; its name where it has none. */
const labelIn = (fields: Labelled[], name: string, language: string): string => {
  const within = (list: Labelled[]): Labelled | undefined => {
    for (const field of list) {
      if (field.name === name) return field
      const found = field.name === undefined && field.fields ? within(field.fields as Labelled[]) : undefined
      if (found) return found
    }
    return undefined
  }
  const label = within(fields)?.label
  if (typeof label === 'string') return label
  const said = (label as Record<string, unknown> | undefined)?.[language]
  return typeof said === 'string' ? said : name
}
