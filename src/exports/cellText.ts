/** What a cell of Excel can hold, in UTF-16 units. */
const LONGEST = 32_767

const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/**
 * A text as a cell may hold it: no character that XML forbids, not too long; what looks like Excel's own escape is
 * escaped, a CR becomes one (XML would lose it).
 */
export const cellText = (text: string): string => {
  const clean = text.replace(FORBIDDEN, '')
  const cut = clean.length > LONGEST ? clean.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '') : clean
  return cut.replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x').replace(/\r/g, '_x000D_')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const html = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
