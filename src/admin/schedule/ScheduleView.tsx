'use client'
import { Screen } from '@/admin/ui/Screen'
import { usePanelText } from '@/admin/ui/texts'

export const ScheduleView = () => {
  const t = usePanelText()
  return <Screen title={t('schedule.title')}>{null}</Screen>
}
