import type { AdminViewServerProps } from 'payload'
import { PanelPage } from '@/admin/ui/PanelPage'
import { PersonView } from '@/admin/onDemand'

/** For every role: what each may see of a person is decided where the person is read. */
export const PersonPage = (view: AdminViewServerProps) => {
  const segments = view.params?.segments
  return (
    <PanelPage view={view} allow={() => true}>
      <PersonView id={String(segments?.at(-1) ?? '')} />
    </PanelPage>
  )
}
