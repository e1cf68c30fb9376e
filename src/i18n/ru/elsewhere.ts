import type { elsewhere as english } from '../en/elsewhere'
import type { Translated } from '../shape'

export const elsewhere: Translated<typeof english> = {
  title: 'Такой страницы нет',
  text: 'Возможно, в адресе опечатка или страница переехала.',
  panel: 'Перейти в панель',
}
