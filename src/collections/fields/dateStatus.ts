import { label } from '@/collections/fields'

export const statusOptions = [
  { value: 'scheduled', label: label('По плану', 'Scheduled') },
  { value: 'cancelled', label: label('Отменено', 'Cancelled') },
]
