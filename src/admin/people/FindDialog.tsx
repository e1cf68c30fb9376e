'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { Dialog } from '@/admin/ui/Dialog'
import { usePanelText } from '@/admin/ui/texts'
import { VisitorPicker } from '@/admin/ui/VisitorPicker'

export const FindDialog = ({ onClose }: { onClose: () => void }) => {
  const t = usePanelText()
  const router = useRouter()
  const { config } = useConfig()
  return (
    <Dialog open title={t('people.find')} onClose={onClose}>
      <VisitorPicker
        label={t('people.findHint')}
        value={null}
        autoFocus
        eager
        onChange={(found) => {
          if (!found) return
          onClose()
          router.push(`${config.routes.admin}/people/${found.id}`)
        }}
      />
    </Dialog>
  )
}
