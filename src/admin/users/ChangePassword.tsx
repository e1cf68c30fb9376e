'use client'
import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { Dialog } from '@/admin/ui/Dialog'
import { TextInput } from '@/admin/ui/fields'
import { usePanelText } from '@/admin/ui/texts'
import './users.scss'

const EMPTY = { current: '', next: '', again: '' }

/** One's own password: the one there is, and the new one twice. */
export const ChangePassword = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = usePanelText()
  const [typed, setTyped] = useState(EMPTY)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ApiRefusal | null>(null)
  const [differ, setDiffer] = useState(false)
  const about = refused?.code === 'CURRENT_PASSWORD_REQUIRED' ? 'current' : refused ? 'next' : null

  const type = (name: keyof typeof EMPTY) => (value: string) => setTyped((before) => ({ ...before, [name]: value }))
  const send = async () => {
    setRefused(null)
    setDiffer(typed.next !== typed.again)
    if (typed.next !== typed.again) return
    setBusy(true)
    try {
      const body = { password: typed.next, currentPassword: typed.current }
      await call(`/api/users/${id}`, { method: 'PATCH', body })
      toast.success(t('account.passwordChanged'))
      onClose()
    } catch (thrown) {
      setRefused(refusalOf(thrown))
      setBusy(false)
    }
  }

  // Out of the record's own form: a form within a form sends the outer one.
  return createPortal(
    <Dialog open title={t('account.changePassword')} onClose={onClose}>
      <form
        className="pr-account__fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          void send()
        }}
      >
        <TextInput
          type="password"
          label={t('account.currentPassword')}
          autoComplete="current-password"
          data-focus-first
          value={typed.current}
          onChange={type('current')}
          error={about === 'current' ? refused?.message : null}
        />
        <TextInput
          type="password"
          label={t('account.newPassword')}
          autoComplete="new-password"
          hint={t('account.newPasswordHint')}
          value={typed.next}
          onChange={type('next')}
          error={about === 'next' ? refused?.message : null}
        />
        <TextInput
          type="password"
          label={t('account.newPasswordAgain')}
          autoComplete="new-password"
          value={typed.again}
          onChange={type('again')}
          error={differ ? t('account.differ') : null}
        />
        <button
          type="submit"
          className="pr-button pr-button--primary"
          disabled={busy || Object.values(typed).includes('')}
          aria-busy={busy || undefined}
        >
          {t('account.changePassword')}
        </button>
      </form>
    </Dialog>,
    document.body,
  )
}
