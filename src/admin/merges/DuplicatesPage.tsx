import type { AdminViewServerProps } from 'payload'
import { PanelPage } from '@/admin/ui/PanelPage'
import { isStaffRole } from '@/domain/access/caller'
import { DuplicatesView } from '@/admin/onDemand'

export const DuplicatesPage = (view: AdminViewServerProps) => (
  <PanelPage view={view} allow={isStaffRole}>
    <DuplicatesView />
  </PanelPage>
)
