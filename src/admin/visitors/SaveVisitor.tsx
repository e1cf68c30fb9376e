'use client'
import {
  FormSubmit,
  toast,
  useConfig,
  useDocumentInfo,
  useEditDepth,
  useForm,
  useFormModified,
  useFormProcessing,
  useHotkey,
} from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { call, refusalOf } from '@/admin/ui/api'
import type { CreatedVisitor } from '@/admin/ui/answers'
import { Dialog } from '@/admin/ui/Dialog'
import { usePanelText } from '@/admin/ui/texts'
import { useRefuse } from '@/admin/ui/useRefuse'
import { useTakeOver } from '@/admin/requests/useTakeOver'
import { dataOf } from '@/domain/refusalData'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'
import { LikelyFacts } from './LikelyFacts'

/** Saves a visitor. People who may be the same person are shown first; other errors appear at their fields. */
export const SaveVisitor = () => {
  const t = usePanelText()
  const router = useRouter()
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const { getData, setModified } = useForm()
  const refuse = useRefuse()
  const takeOver = useTakeOver()
  const modified = useFormModified()
  const processing = useFormProcessing()
  const editDepth = useEditDepth()
  const [busy, setBusy] = useState(false)
  const [candidates, setCandidates] = useState<LikelyDuplicate[] | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const path = id === undefined ? '/api/visitors' : `/api/visitors/${id}`
  const method = id === undefined ? 'POST' : 'PATCH'

  const save = async (allowDuplicate: boolean): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      const sent = getData() as Record<string, unknown>
      const body = { ...sent, ...(allowDuplicate ? { allowDuplicate } : {}) }
      const { doc } = await call<CreatedVisitor>(path, { method, body })
      setCandidates(null)
      toast.success(t('participants.saved'))
      if (id !== undefined) return takeOver({ sent, stored: doc })
      setModified(false)
      router.push(`${config.routes.admin}/collections/visitors/${doc.id}`)
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      const likely = dataOf(refusal, 'POSSIBLE_DUPLICATE')
      setCandidates(likely?.candidates ?? null)
      if (!likely) refuse(refusal)
    } finally {
      setBusy(false)
    }
  }

  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault()
    event.stopPropagation()
    button.current?.click()
  })

  return (
    <>
      <FormSubmit
        buttonId="action-save"
        type="button"
        size="medium"
        disabled={busy || processing || (id !== undefined && !modified)}
        ref={button}
        onClick={() => void save(false)}
      >
        {t('participants.save')}
      </FormSubmit>
      {candidates && (
        <Dialog
          open
          title={t('participants.duplicatesTitle')}
          onClose={() => setCandidates(null)}
          footer={
            <>
              <button type="button" className="pr-button" onClick={() => setCandidates(null)}>
                {t('participants.back')}
              </button>
              <button
                type="button"
                className="pr-button pr-button--primary"
                disabled={busy}
                onClick={() => void save(true)}
              >
                {t('participants.otherPersonSave')}
              </button>
            </>
          }
        >
          <ul className="pr-roster__candidates">
            {candidates.map((candidate) => (
              <li key={candidate.id}>
                <a href={`${config.routes.admin}/people/${candidate.id}`}>{candidate.fullName}</a>
                <span className="pr-muted">
                  <LikelyFacts candidate={candidate} />
                </span>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  )
}
