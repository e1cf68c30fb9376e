'use client'
import { toast, useDocumentInfo, useForm, useOperation } from '@payloadcms/ui'
import { useState } from 'react'
import { named } from '@/admin/event/Impact'
import type { AnswerOf } from '@/endpoints/http/route'
import type { previewPlaceRoute } from '@/endpoints/places'
import { call, refusalOf } from '../ui/api'
import { ConfirmDialog } from '../ui/ConfirmDialog'
import { PeopleList } from '../ui/PeopleList'
import { SaveDocument } from '../ui/SaveDocument'
import { useFormats, usePanelText } from '../ui/texts'
import { useSubmitAgain } from '../ui/useSubmitAgain'

type Preview = AnswerOf<typeof previewPlaceRoute>

/** Saves a place. Another zone moves the dates to come, so what it does is shown before. */
export const SavePlace = () => {
  const t = usePanelText()
  const formats = useFormats()
  const { id } = useDocumentInfo()
  const operation = useOperation()
  const { getFields } = useForm()
  const submit = useSubmitAgain()
  const [asked, setAsked] = useState<(Preview & { zone: string }) | null>(null)

  const save = async () => {
    const { value, initialValue } = getFields().timezone ?? {}
    if (operation !== 'update' || value === initialValue || typeof value !== 'string') return void submit()
    try {
      const preview = await call<Preview>(`/api/places/${id}/preview`, { method: 'POST', body: { timezone: value } })
      if (preview.dates === 0) return void submit()
      setAsked({ ...preview, zone: value })
    } catch (thrown) {
      toast.error(refusalOf(thrown).message)
    }
  }
  const confirm = () => {
    setAsked(null)
    void submit({ action: `/api/places/${id}?confirm=true`, method: 'PATCH' })
  }
  const [first] = asked?.moved ?? []
  const people = asked?.participants ?? []
  return (
    <>
      <SaveDocument onSave={() => void save()} />
      {asked && (
        <ConfirmDialog
          open
          title={t('placeForm.title')}
          confirmLabel={t(people.length > 0 ? 'placeForm.confirmPeople' : 'placeForm.confirm')}
          danger={people.length > 0}
          onConfirm={confirm}
          onClose={() => setAsked(null)}
        >
          <p>{t('placeForm.keeps')}</p>
          <p>{t('placeForm.dates', { count: asked.dates })}</p>
          {first && (
            <p>
              {t('placeForm.example', {
                date: formats.day(first.date),
                time: formats.time(first.to, asked.zone),
                zone: asked.zone,
              })}
            </p>
          )}
          {people.length > 0 && (
            <section className="pr-impact__people">
              <h4>{t('placeForm.people', { count: people.length })}</h4>
              <PeopleList people={named(people)} />
            </section>
          )}
        </ConfirmDialog>
      )}
    </>
  )
}
