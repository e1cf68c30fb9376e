/** The longest text that an Excel cell can contain, in UTF-16 units. */
const LONGEST = 32_767

const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * Makes a text valid for a cell: removes characters that XML forbids and limits the length. Text that looks like
 * Excel's own escape is escaped, and a CR becomes an escape because XML would lose it.
 */
export const cellText = (text: string): string => {
  const clean = text.replace(FORBIDDEN, '')
  const cut = clean.length > LONGEST ? clean.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '') : clean
  return cut.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x').replace(/\r/g, '_x000D_')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const html = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
