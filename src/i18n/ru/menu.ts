import type { menu as english } from '../en/menu'
import type { Translated } from '../shape'

export const menu: Translated<typeof english> = {
  planning: 'Планирование',
  catalogue: 'Каталог',
  access: 'Доступ',
}
