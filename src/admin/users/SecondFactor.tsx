'use client'
import { toast, useAuth, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import type { AnswerOf } from '@/admin/ui/answers'
import { call } from '@/admin/ui/api'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import type { secondFactorRoute } from '@/endpoints/users/secondFactor'
import { ProveSecondFactor } from './ProveSecondFactor'
import { SetUpSecondFactor } from './SetUpSecondFactor'
import { useAsking } from './useAsking'
import '@/admin/ui/ui.scss'
import './users.scss'

type State = AnswerOf<typeof secondFactorRoute>
type Opened = 'setUp' | 'remove' | 'recovery-codes' | 'reset'
const FEW = 3

/** On an account: whether signing in takes a code, and everything that changes it. */
export const SecondFactor = () => {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const t = usePanelText()
  const { dateTime } = useFormats()
  const { isAdministrator } = useRole()
  const { data, refresh } = useData<State>(id === undefined ? null : `/api/users/${id}/second-factor`)
  const [opened, setOpened] = useState<Opened | null>(null)
  if (id === undefined || !data) return null
  const own = user?.id === id
  const { setUpAt, recoveryCodesLeft: left } = data
  const close = () => {
    setOpened(null)
    void refresh()
  }
  const button = (what: Opened, label: string) => (
    <button type="button" className="pr-button" onClick={() => setOpened(what)}>
      {label}
    </button>
  )
  return (
    <section className="field-type pr-account" aria-labelledby="second-factor">
      <h3 id="second-factor" className="pr-account__title">
        {t('account.factor.title')}
      </h3>
      <p className="pr-account__text">
        {setUpAt !== null
          ? t('account.factor.on', { at: dateTime(setUpAt), left })
          : t(!data.password ? 'account.factor.provider' : own ? 'account.factor.off' : 'account.factor.offOther')}
      </p>
      {own && setUpAt !== null && left <= FEW && <p className="pr-account__text">{t('account.factor.few')}</p>}
      <div className="pr-account__buttons">
        {own && data.password && button('setUp', t(setUpAt ? 'account.factor.replace' : 'account.factor.setUp'))}
        {own && setUpAt !== null && button('recovery-codes', t('account.factor.newCodes'))}
        {own && setUpAt !== null && button('remove', t('account.factor.remove'))}
        {!own && isAdministrator && setUpAt !== null && button('reset', t('account.factor.reset'))}
      </div>
      {opened === 'setUp' && <SetUpSecondFactor id={String(id)} onClose={close} />}
      {(opened === 'remove' || opened === 'recovery-codes') && (
        <ProveSecondFactor id={String(id)} way={opened} onClose={close} />
      )}
      {opened === 'reset' && <Reset id={String(id)} onClose={close} />}
    </section>
  )
}

const Reset = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const t = usePanelText()
  const { busy, ask, otherwise } = useAsking()
  const send = async () => {
    await call(`/api/users/${id}/second-factor/reset`, { method: 'POST', body: {} })
    toast.success(t('account.factor.resetDone'))
    onClose()
  }
  return (
    <ConfirmDialog
      open
      title={t('account.factor.resetTitle')}
      confirmLabel={t('account.factor.reset')}
      danger
      busy={busy}
      error={otherwise === null ? null : { message: otherwise }}
      onConfirm={() => void ask(send)}
      onClose={onClose}
    >
      <p>{t('account.factor.resetText')}</p>
    </ConfirmDialog>
  )
}
