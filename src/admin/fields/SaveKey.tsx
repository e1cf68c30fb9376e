'use client'
import { useConfig, useForm, useOperation } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type AnswerOf } from '@/admin/ui/answers'
import { call, refusalOf } from '@/admin/ui/api'
import { Dialog } from '@/admin/ui/Dialog'
import { SaveDocument } from '@/admin/ui/SaveDocument'
import { usePanelText } from '@/admin/ui/texts'
import { useRefuse } from '@/admin/ui/useRefuse'
import type { createIntegrationRoute } from '@/endpoints/integrations'
import { ShownKey } from './ShownKey'

/** Creating a key answers with it, once: it is shown before anything else happens. */
export const SaveKey = () => {
  const t = usePanelText()
  const router = useRouter()
  const { config } = useConfig()
  const operation = useOperation()
  const { getData, setModified } = useForm()
  const refuse = useRefuse()
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<{ id: string; key: string } | null>(null)

  const create = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      const { name, scope } = getData() as { name?: string; scope?: string }
      const body = { name: name ?? '', scope: scope ?? 'read' }
      const { doc, key } = await call<AnswerOf<typeof createIntegrationRoute>>('/api/integrations', {
        method: 'POST',
        body,
      })
      setModified(false)
      setMade({ id: doc.id, key })
    } catch (thrown) {
      refuse(refusalOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  const leave = (): void => router.push(`${config.routes.admin}/collections/integrations/${made?.id ?? ''}`)
  return (
    <>
      <SaveDocument onSave={operation === 'create' ? () => void create() : undefined} />
      <Dialog
        open={made !== null}
        title={t('integrationKey.created')}
        onClose={leave}
        footer={
          <button type="button" className="pr-button pr-button--primary" onClick={leave}>
            {t('integrationKey.done')}
          </button>
        }
      >
        {made && <ShownKey value={made.key} />}
      </Dialog>
    </>
  )
}
