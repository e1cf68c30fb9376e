'use client'
import { toast, useAuth, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useState } from 'react'
import type { signOnOfAccountRoute } from '@/endpoints/users/signOn'
import type { AnswerOf } from '@/admin/ui/answers'
import { call, refusalOf, type ApiRefusal } from '@/admin/ui/api'
import { ChangePassword } from './ChangePassword'
import { ConfirmDialog } from '@/admin/ui/ConfirmDialog'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import '@/admin/ui/ui.scss'
import './users.scss'

type SignOn = AnswerOf<typeof signOnOfAccountRoute>
type Asking = 'everywhere' | 'unlink'
type Shown = Asking | 'password'

/** On an account: ends its sessions everywhere, and shows whether it is linked to the provider. */
export const Sessions = () => {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const t = usePanelText()
  const { dateTime } = useFormats()
  const { isAdministrator } = useRole()
  const { data, refresh } = useData<SignOn>(id === undefined ? null : `/api/users/${id}/sign-on`)
  const [asking, setAsking] = useState<Shown | null>(null)
  if (id === undefined) return null
  const linkedAt = data?.linkedAt ?? null
  return (
    <section className="field-type pr-account" aria-labelledby="sessions-and-sign-on">
      <h3 id="sessions-and-sign-on" className="pr-account__title">
        {t('signOn.title')}
      </h3>
      {(data?.configured || linkedAt !== null) && (
        <p>{linkedAt === null ? t('signOn.notLinked') : t('signOn.linked', { at: dateTime(linkedAt) })}</p>
      )}
      <div className="pr-account__buttons">
        {user?.id === id && (
          <button type="button" className="pr-button" onClick={() => setAsking('password')}>
            {t('account.changePassword')}
          </button>
        )}
        <button type="button" className="pr-button" onClick={() => setAsking('everywhere')}>
          {t('signOn.everywhere')}
        </button>
        {isAdministrator && linkedAt !== null && (
          <button type="button" className="pr-button" onClick={() => setAsking('unlink')}>
            {t('signOn.unlink')}
          </button>
        )}
      </div>
      {asking === 'password' && <ChangePassword id={String(id)} onClose={() => setAsking(null)} />}
      {asking && asking !== 'password' && (
        <Ask
          key={asking}
          id={String(id)}
          asking={asking}
          onClose={() => setAsking(null)}
          onDone={() => void refresh()}
        />
      )}
    </section>
  )
}

const Ask = ({
  id,
  asking,
  onClose,
  onDone,
}: {
  id: string
  asking: Asking
  onClose: () => void
  onDone: () => void
}) => {
  const t = usePanelText()
  const { user } = useAuth()
  const { config } = useConfig()
  const [state, setState] = useState<{ busy: boolean; error: ApiRefusal | null }>({ busy: false, error: null })
  const own = user?.id === id
  const everywhere = asking === 'everywhere'

  const send = async () => {
    setState({ busy: true, error: null })
    try {
      await call(`/api/users/${id}/${everywhere ? 'sign-out' : 'unlink'}`, { method: 'POST', body: {} })
      if (own) return window.location.assign(`${config.routes.admin}/login`)
      toast.success(t(everywhere ? 'signOn.everywhereDone' : 'signOn.unlinkDone'))
      onDone()
      onClose()
    } catch (thrown) {
      setState({ busy: false, error: refusalOf(thrown) })
    }
  }

  return (
    <ConfirmDialog
      open
      title={t(everywhere ? (own ? 'signOn.everywhereOwn' : 'signOn.everywhereOther') : 'signOn.unlinkTitle')}
      confirmLabel={t(everywhere ? 'signOn.everywhere' : 'signOn.unlink')}
      danger
      busy={state.busy}
      error={state.error}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{t(everywhere ? (own ? 'signOn.everywhereOwnText' : 'signOn.everywhereOtherText') : 'signOn.unlinkText')}</p>
    </ConfirmDialog>
  )
}
