'use client'
import { useState } from 'react'
import { type AnswerOf } from '@/admin/ui/answers'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { Failed, Loading } from '@/admin/ui/States'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { sidesOf, type Choice } from '@/domain/merges/fields'
import type { mergeRoute } from '@/endpoints/merges'
import type { Visitor } from '@/payload-types'
import { FieldChoices } from './FieldChoices'
import { asPerson } from './person'
import { PersonPhoto } from './PersonPhoto'
import { WhatMoves } from './WhatMoves'
import './merges.scss'

type Props = {
  first: string
  second: string
  onDone: (merged: { id: string; name: string }) => void
  onClose: () => void
}
type Merged = AnswerOf<typeof mergeRoute>

/** Both records side by side: which one stays, and whose value is right where they differ. */
export const MergeDialog = ({ first, second, onDone, onClose }: Props) => {
  const t = usePanelText()
  const one = useData<Visitor>(`/api/visitors/${first}`)
  const two = useData<Visitor>(`/api/visitors/${second}`)
  const [staying, setStaying] = useState<string>(first)
  const [chosen, setChosen] = useState<Choice>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)

  const records = one.data && two.data ? ([one.data, two.data] as const) : null
  const failed = one.error ?? two.error
  const survivor = records?.find(({ id }) => id === staying)
  const other = records?.find(({ id }) => id !== staying)
  // Until somebody chooses it is what the server would do by itself.
  const take = survivor && other ? sidesOf(asPerson(survivor), asPerson(other), chosen) : {}

  const stay = (id: string): void => {
    setStaying(id)
    setChosen({})
  }
  const merge = async (): Promise<void> => {
    if (!other) return
    setBusy(true)
    setError(null)
    try {
      const body = { other: other.id, take }
      const { id, visitor } = await call<Merged>(`/api/visitors/${staying}/merge`, { method: 'POST', body })
      onDone({ id: id ?? '', name: visitor.fullName })
    } catch (thrown) {
      setError(refusalOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <ConfirmDialog
      open
      size="wide"
      title={t('merges.mergeTitle')}
      confirmLabel={t('merges.merge')}
      busy={busy || !records}
      error={error}
      onConfirm={() => void merge()}
      onClose={onClose}
    >
      {failed && <Failed error={failed} />}
      {!failed && !records && <Loading rows={6} />}
      {records && survivor && other && (
        <>
          <fieldset className="pr-merge__who">
            <legend>{t('merges.staying')}</legend>
            <div className="pr-merge__both">
              {records.map((record, at) => (
                <label key={record.id} className="pr-merge__record">
                  <PersonPhoto photo={asPerson(record).photo} name={record.fullName ?? ''} />
                  <span className="pr-merge__name">
                    <input
                      type="radio"
                      name="staying"
                      checked={record.id === staying}
                      onChange={() => stay(record.id)}
                      // The records come after the dialog has opened.
                      autoFocus={at === 0}
                    />
                    <span>
                      {record.fullName}
                      <span className="pr-muted"> {t('ui.card', { number: record.cardNumber ?? '' })}</span>
                    </span>
                  </span>
                </label>
              ))}
            </div>
            <p className="pr-muted">{t('merges.stayingHint')}</p>
          </fieldset>
          <FieldChoices
            records={records}
            staying={staying}
            take={take}
            onChoose={(field, side) => setChosen({ ...chosen, [field]: side })}
          />
          <WhatMoves survivor={survivor.id} other={other.id} />
        </>
      )}
    </ConfirmDialog>
  )
}
