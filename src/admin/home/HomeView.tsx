'use client'
import { Screen } from '@/admin/ui/Screen'

export const HomeView = () => <Screen title="Пристань">{null}</Screen>
