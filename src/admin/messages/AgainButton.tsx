'use client'
import { useState } from 'react'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'

type Again<Answer> = {
  label: string
  question: string
  /** Its note, for example how full it is. */
  note: string
  path: string
  body?: unknown
  onDone: (answer: Answer) => void
}

/** Asks first, because a sent message can't be recalled. */
export const AgainButton = <Answer,>({ label, question, note, path, body = {}, onDone }: Again<Answer>) => {
  const [state, setState] = useState<{ open: boolean; busy: boolean; error: ApiRefusal | null }>({
    open: false,
    busy: false,
    error: null,
  })
  const send = async () => {
    setState({ open: true, busy: true, error: null })
    try {
      const answer = await call<Answer>(path, { method: 'POST', body })
      setState({ open: false, busy: false, error: null })
      onDone(answer)
    } catch (thrown) {
      setState({ open: true, busy: false, error: refusalOf(thrown) })
    }
  }
  return (
    <>
      <button type="button" className="pr-button" onClick={() => setState({ open: true, busy: false, error: null })}>
        {label}
      </button>
      <ConfirmDialog
        open={state.open}
        title={question}
        confirmLabel={label}
        busy={state.busy}
        error={state.error}
        onConfirm={() => void send()}
        onClose={() => setState({ open: false, busy: false, error: null })}
      >
        <p>{note}</p>
      </ConfirmDialog>
    </>
  )
}
