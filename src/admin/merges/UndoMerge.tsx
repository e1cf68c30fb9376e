'use client'
import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { type AnswerOf } from '@/admin/ui/answers'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { usePanelText } from '@/admin/ui/texts'
import type { undoMergeRoute } from '@/endpoints/merges'

/** Two records again, after a question. */
export const UndoMerge = ({ merge, onDone }: { merge: string; onDone: () => void }) => {
  const t = usePanelText()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiRefusal | null>(null)

  const undo = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const { putBack, kept } = await call<AnswerOf<typeof undoMergeRoute>>(`/api/merges/${merge}/undo`, {
        method: 'POST',
        body: {},
      })
      setAsking(false)
      toast.success(t('merges.undone', { back: putBack.participants, kept: kept.participants }))
      onDone()
    } catch (thrown) {
      setError(refusalOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <button type="button" className="pr-button" onClick={() => setAsking(true)}>
        {t('merges.undo')}
      </button>
      <ConfirmDialog
        open={asking}
        title={t('merges.undoTitle')}
        confirmLabel={t('merges.undo')}
        busy={busy}
        error={error}
        onConfirm={() => void undo()}
        onClose={() => setAsking(false)}
      >
        <p>{t('merges.undoText')}</p>
      </ConfirmDialog>
    </>
  )
}
