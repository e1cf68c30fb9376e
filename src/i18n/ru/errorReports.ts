import type { errorReports as english } from '../en/errorReports'
import type { Translated } from '../shape'

export const errorReports: Translated<typeof english> = {
  open: {
    one: '{count} открытая ошибка',
    few: '{count} открытые ошибки',
    many: '{count} открытых ошибок',
    other: '{count} открытой ошибки',
  },
  onlyOpen: 'Показать их',
  everything: 'Показать все',
  solve: 'Отметить решённой',
  solved: 'Отмечена решённой. Если повторится, откроется снова.',
}
