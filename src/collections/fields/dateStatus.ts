import { options } from '@/i18n/labels'

export const statusOptions = options('dateStatus', ['scheduled', 'cancelled'])
