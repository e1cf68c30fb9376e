'use client'
import { Screen } from '@/admin/ui/Screen'

export const OccurrencesView = () => <Screen title="Мероприятия">{null}</Screen>
