'use client'
import { useEffect, useState } from 'react'
import { type AnswerOf } from '@/admin/ui/answers'
import { asRefusal, call, type ApiRefusal } from '@/admin/ui/api'
import { usePanelText } from '@/admin/ui/texts'
import type { mergeRoute } from '@/endpoints/merges'

type Moved = AnswerOf<typeof mergeRoute>['moved']

/** What a merge would do, as the server says it. */
export const WhatMoves = ({ survivor, other }: { survivor: string; other: string }) => {
  const t = usePanelText()
  const [moved, setMoved] = useState<Moved | null>(null)
  const [error, setError] = useState<ApiRefusal | null>(null)
  useEffect(() => {
    let isHere = true
    call<AnswerOf<typeof mergeRoute>>(`/api/visitors/${survivor}/merge?preview=true`, {
      method: 'POST',
      body: { other },
    })
      .then((answer) => {
        if (isHere) setMoved(answer.moved)
      })
      .catch((thrown: unknown) => {
        if (isHere) setError(asRefusal(thrown))
      })
    return () => {
      isHere = false
    }
  }, [survivor, other])
  return (
    <div className="pr-merge__moves" aria-live="polite">
      {error && <p className="pr-error">{error.message}</p>}
      {moved && (
        <>
          {moved.participants > 0 && <p>{t('merges.moved', { count: moved.participants })}</p>}
          {moved.together > 0 && <p>{t('merges.together', { count: moved.together })}</p>}
        </>
      )}
      <p className="pr-muted">{t('merges.undoable')}</p>
    </div>
  )
}
