import type { AdminViewServerProps } from 'payload'
import { Retention } from '@/admin/onDemand'
import { PanelPage } from '@/admin/ui/PanelPage'

/** How long data is kept, a page of its own. */
export const RetentionPage = (view: AdminViewServerProps) => (
  <PanelPage view={view} allow={(role) => role === 'administrator'}>
    <Retention />
  </PanelPage>
)
