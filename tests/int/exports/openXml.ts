import JSZip from 'jszip'
import { SaxesParser } from 'saxes'

/** An element with its prefixed names, since the writer uses fixed prefixes. */
type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string }

const parse = (xml: string): Node => {
  const root: Node = { name: '', attributes: {}, children: [], text: '' }
  const open: Node[] = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [], text: '' }
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('text', (text) => {
    const at = open.at(-1)
    if (at) at.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return root.children[0] ?? root
}

const child = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((one) => one.name === name)
const childrenOf = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((one) => one.name === name) ?? []

/** CT_Worksheet is a sequence: Excel repairs a sheet whose elements are in another order. */
const SHEET_ORDER = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'tableParts',
  'extLst',
]
const STYLE_ORDER = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
]
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'
const BOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
const LONGEST_TEXT = 32_767

const columnNumber = (reference: string): number =>
  Array.from(/^[A-Z]+/.exec(reference)?.[0] ?? '').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
const rowNumber = (reference: string): number => Number(/\d+$/.exec(reference)?.[0])

const outOfOrder = (where: string, node: Node, order: readonly string[]): string[] => {
  const unknown = node.children
    .filter(({ name }) => !order.includes(name))
    .map(({ name }) => `${where}: <${name}> has no place here`)
  const places = node.children.map(({ name }) => order.indexOf(name))
  return places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0))
    ? unknown
    : [...unknown, `${where}: the elements are out of order`]
}

const checkCell = (where: string, cell: Node, formats: number): string[] => {
  const { r = '', s, t = 'n' } = cell.attributes
  const at = `${where}!${r}`
  const value = child(cell, 'v')
  const problems: string[] = []
  if (s !== undefined && !(Number(s) < formats)) problems.push(`${at}: there is no format ${s}`)
  if (child(cell, 'f')) problems.push(`${at}: a formula`)
  if (t === 'inlineStr') {
    const inline = child(cell, 'is')
    if (!inline || value) problems.push(`${at}: an inline string has <is> and no <v>`)
    const text = [...childrenOf(inline, 't'), ...childrenOf(inline, 'r').flatMap((run) => childrenOf(run, 't'))]
    if (text.map((one) => one.text).join('').length > LONGEST_TEXT) problems.push(`${at}: longer than a cell can hold`)
    for (const one of text)
      if (one.text !== one.text.trim() && one.attributes['xml:space'] !== 'preserve')
        problems.push(`${at}: Excel would drop the spaces around it`)
  } else if (t === 'n') {
    if (value && (value.text.trim() === '' || !Number.isFinite(Number(value.text))))
      problems.push(`${at}: ${value.text} is no number`)
  } else problems.push(`${at}: cells of the type ${t} are not written`)
  return problems
}

const checkSheet = (where: string, sheet: Node, formats: number): string[] => {
  const problems = outOfOrder(where, sheet, SHEET_ORDER)
  let lastColumn = 0
  for (const { attributes } of childrenOf(child(sheet, 'cols'), 'col')) {
    if (!(Number(attributes.min) > lastColumn && Number(attributes.max) >= Number(attributes.min)))
      problems.push(`${where}: columns overlap`)
    lastColumn = Number(attributes.max)
  }
  let lastRow = 0
  for (const row of childrenOf(child(sheet, 'sheetData'), 'row')) {
    const number = Number(row.attributes.r)
    if (!(number > lastRow && number <= 1_048_576)) problems.push(`${where}: row ${number} after ${lastRow}`)
    lastRow = number
    let last = 0
    for (const cell of row.children) {
      const reference = cell.attributes.r ?? ''
      if (cell.name !== 'c' || rowNumber(reference) !== number || columnNumber(reference) <= last)
        problems.push(`${where}!${reference}: not where it belongs`)
      last = columnNumber(reference)
      problems.push(...checkCell(where, cell, formats))
    }
  }
  for (const node of [child(sheet, 'autoFilter'), ...childrenOf(child(sheet, 'ignoredErrors'), 'ignoredError')]) {
    const range = node?.attributes.ref ?? node?.attributes.sqref
    if (node && !/^[A-Z]+\d+:[A-Z]+\d+$/.test(range ?? '')) problems.push(`${where}: ${range} is no range`)
  }
  return problems
}

const checkStyles = (styles: Node): { problems: string[]; formats: number } => {
  const problems = outOfOrder('styles', styles, STYLE_ORDER)
  for (const list of styles.children) {
    if (
      list.attributes.count !== undefined &&
      list.name !== 'extLst' &&
      Number(list.attributes.count) !== list.children.length
    )
      problems.push(`styles: ${list.name} are ${list.children.length}, not ${list.attributes.count}`)
  }
  const size = (name: string): number => child(styles, name)?.children.length ?? 0
  if (size('fills') < 2) problems.push('styles: the first two fills are fixed')
  const known = new Set(
    childrenOf(child(styles, 'numFmts'), 'numFmt').map(({ attributes }) => Number(attributes.numFmtId)),
  )
  for (const id of known) if (id < 164) problems.push(`styles: the format ${id} is built in`)
  const formats = child(styles, 'cellXfs')?.children ?? []
  for (const { attributes } of formats) {
    for (const [id, list] of [
      ['fontId', 'fonts'],
      ['fillId', 'fills'],
      ['borderId', 'borders'],
      ['xfId', 'cellStyleXfs'],
    ] as const) {
      if (attributes[id] !== undefined && !(Number(attributes[id]) < size(list)))
        problems.push(`styles: there is no ${id} ${attributes[id]}`)
    }
    const number = Number(attributes.numFmtId ?? 0)
    if (number >= 164 && !known.has(number)) problems.push(`styles: there is no format ${number}`)
  }
  return { problems, formats: formats.length }
}

/**
 * Checks what Excel enforces when it opens a workbook, for the parts of an export: ECMA-376, parts 1 and 2. Returns
 * what Excel would repair or refuse.
 */
export const openXmlProblems = async (bytes: Buffer): Promise<string[]> => {
  const zip = await JSZip.loadAsync(bytes)
  const names = Object.values(zip.files)
    .filter(({ dir }) => !dir)
    .map(({ name }) => name)
  const parts = new Map<string, Node>()
  const problems: string[] = []
  for (const name of names) {
    try {
      parts.set(name, parse((await zip.file(name)?.async('string')) ?? ''))
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`)
    }
  }
  if (problems.length > 0) return problems

  const types = parts.get('[Content_Types].xml')
  const defaults = new Map(
    childrenOf(types, 'Default').map(({ attributes }) => [attributes.Extension, attributes.ContentType]),
  )
  const overrides = new Map(
    childrenOf(types, 'Override').map(({ attributes }) => [attributes.PartName, attributes.ContentType]),
  )
  const typeOf = (name: string) => overrides.get(`/${name}`) ?? defaults.get(name.split('.').at(-1))
  for (const name of names)
    if (name !== '[Content_Types].xml' && !typeOf(name)) problems.push(`${name}: no content type`)
  for (const name of overrides.keys())
    if (!parts.has(name?.slice(1) ?? '')) problems.push(`${name}: a content type without a part`)

  const targets = new Map<string, string>()
  for (const [name, node] of parts) {
    if (!name.endsWith('.rels')) continue
    const base = name.replace(/_rels\/[^/]*$/, '')
    for (const { attributes } of childrenOf(node, 'Relationship')) {
      const target = attributes.Target?.startsWith('/') ? attributes.Target.slice(1) : `${base}${attributes.Target}`
      if (targets.has(`${base}#${attributes.Id}`)) problems.push(`${name}: ${attributes.Id} twice`)
      targets.set(`${base}#${attributes.Id}`, target)
      if (!parts.has(target)) problems.push(`${name}: ${target} is missing`)
    }
  }

  const book = parts.get('xl/workbook.xml')
  const { problems: ofStyles, formats } = checkStyles(parts.get('xl/styles.xml') ?? parse('<styleSheet/>'))
  problems.push(...ofStyles)
  if (!book || typeOf('xl/workbook.xml') !== BOOK_TYPE) return [...problems, 'there is no workbook']
  const sheets = childrenOf(child(book, 'sheets'), 'sheet')
  if (sheets.length === 0) problems.push('a workbook has a sheet')
  for (const key of ['name', 'sheetId', 'r:id'])
    if (new Set(sheets.map(({ attributes }) => attributes[key]?.toLowerCase())).size !== sheets.length)
      problems.push(`workbook: the same ${key} twice`)
  for (const { attributes } of sheets) {
    if (!/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/.test(attributes.name ?? ''))
      problems.push(`workbook: ${attributes.name} can't be the name of a sheet`)
    const target = targets.get(`xl/#${attributes['r:id']}`) ?? ''
    const sheet = parts.get(target)
    if (!sheet || typeOf(target) !== SHEET_TYPE) problems.push(`workbook: ${attributes.name} has no part`)
    else problems.push(...checkSheet(attributes.name ?? '', sheet, formats))
  }
  return problems
}

/** The same file with one part changed. */
export const tampered = async (bytes: Buffer, part: string, change: (xml: string) => string): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(bytes)
  const xml = (await zip.file(part)?.async('string')) ?? ''
  const changed = change(xml)
  if (changed === xml) throw new Error(`Nothing changed in ${part}`)
  return zip.file(part, changed).generateAsync({ type: 'nodebuffer' })
}
