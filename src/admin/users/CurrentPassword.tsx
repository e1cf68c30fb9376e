'use client'
import { PasswordField, useAuth, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useEffect } from 'react'
import { usePanelText } from '@/admin/ui/texts'
import './users.scss'

const PATH = 'currentPassword'
const OWN = 'pr-own-account'

/**
 * Asks for the password beside another e-mail of one's own account. Nobody stores it. One's own password is changed in
 * a dialog of ours, so Payload's button for it is put away here: its fields close whenever the server refuses.
 */
export const CurrentPassword = () => {
  const t = usePanelText()
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const own = id !== undefined && user?.id === id
  const changes = useFormFields(([{ email }]) => email?.value !== email?.initialValue)
  const dispatch = useFormFields(([, send]) => send)
  const wanted = own && changes

  useEffect(() => {
    document.documentElement.classList.toggle(OWN, own)
    return () => document.documentElement.classList.remove(OWN)
  }, [own])
  useEffect(() => {
    if (wanted) return () => dispatch({ type: 'REMOVE', path: PATH })
  }, [wanted, dispatch])

  if (!wanted) return null
  return (
    <PasswordField
      autoComplete="current-password"
      field={{ name: PATH, label: t('account.currentPassword'), required: true }}
      path={PATH}
    />
  )
}
