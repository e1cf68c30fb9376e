/**
 * Payload's lists scroll sideways on a phone. There every row becomes a card (phone.scss), whose cells say
 * which column they are of; the roles keep it a table for those who listen.
 */
export const labelCells = (): void => {
  for (const table of document.querySelectorAll<HTMLTableElement>('.collection-list .table table')) {
    give(table, 'role', 'table')
    for (const part of table.querySelectorAll('thead, tbody')) give(part, 'role', 'rowgroup')
    const heads = [...table.querySelectorAll('thead th')]
    for (const head of heads) give(head, 'role', 'columnheader')
    const names = heads.map((head) => head.textContent?.trim() ?? '')
    for (const row of table.rows) {
      give(row, 'role', 'row')
      if (row.parentElement?.tagName !== 'TBODY') continue
      for (const [index, cell] of [...row.cells].entries()) {
        give(cell, 'role', 'cell')
        give(cell, 'data-label', names[index] ?? '')
      }
    }
  }
}

const give = (element: Element, name: string, value: string): void => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

/** Fixes button names where Payload put an object into the sentence instead of a text. */
export const wordsForObjects = (): void => {
  for (const element of document.querySelectorAll('[aria-label*="[object Object]"]')) {
    const words =
      element.closest('th')?.textContent ??
      element.closest('.field-type')?.querySelector('.field-label')?.textContent ??
      ''
    const said = element.getAttribute('aria-label') ?? ''
    element.setAttribute('aria-label', said.replace('[object Object]', words.replace('*', '').trim()).trim())
  }
}
