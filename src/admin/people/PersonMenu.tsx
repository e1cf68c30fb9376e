'use client'
import { useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import { MergeDialog } from '@/admin/merges/MergeDialog'
import { Dialog } from '@/admin/ui/Dialog'
import { Menu, type MenuAction } from '@/admin/ui/Menu'
import { usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'
import { VisitorPicker } from '@/admin/ui/VisitorPicker'
import { AskPersonalData } from '@/admin/visitors/PersonalData'
import type { Profile } from './profile'

type Props = { visitor: Profile['visitor']; changed: () => Promise<void> }

/** What is done with a person now and then. Whoever may do nothing of it has no menu. */
export const PersonMenu = ({ visitor, changed }: Props) => {
  const t = usePanelText()
  const { config } = useConfig()
  const { isStaff, isAdministrator } = useRole()
  const [asking, setAsking] = useState<'erase' | 'withdraw' | 'merge' | null>(null)
  const [other, setOther] = useState<string | null>(null)
  const file = `/api/visitors/${visitor.id}/personal-data`
  const hasConsent = Boolean(visitor.consent.givenAt) && !visitor.consent.withdrawnAt

  const actions: MenuAction[] = [
    ...(isStaff
      ? [{ key: 'edit', label: t('people.edit'), href: `${config.routes.admin}/collections/visitors/${visitor.id}` }]
      : []),
    // A card with a code belongs here.
    ...(isAdministrator
      ? [
          { key: 'merge', label: t('people.merge'), onSelect: () => setAsking('merge') },
          { key: 'print', label: t('people.print'), onSelect: () => void window.open(`${file}?format=html`, '_blank') },
          { key: 'download', label: t('people.download'), onSelect: () => save(file, `${visitor.id}.json`) },
        ]
      : []),
    ...(isStaff && hasConsent
      ? [{ key: 'withdraw', label: t('people.withdraw'), onSelect: () => setAsking('withdraw') }]
      : []),
    ...(isAdministrator
      ? [{ key: 'erase', label: t('people.erase'), danger: true, onSelect: () => setAsking('erase') }]
      : []),
  ]
  return (
    <>
      <Menu about={visitor.fullName} actions={actions} />
      <AskPersonalData
        id={visitor.id}
        asking={asking === 'merge' ? null : asking}
        onDone={() => void changed()}
        onClose={() => setAsking(null)}
      />
      <Dialog open={asking === 'merge'} title={t('people.mergeTitle')} onClose={() => setAsking(null)}>
        <VisitorPicker
          label={t('people.mergeWhom')}
          value={null}
          autoFocus
          onChange={(found) => {
            if (!found || found.id === visitor.id) return
            setAsking(null)
            setOther(found.id)
          }}
        />
      </Dialog>
      {other && (
        <MergeDialog
          first={visitor.id}
          second={other}
          onClose={() => setOther(null)}
          onDone={() => window.location.reload()}
        />
      )}
    </>
  )
}

const save = (address: string, name: string): void => {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}
