import fs from 'node:fs'
import { SourceMap } from 'node:module'
import path from 'node:path'

const MOST_MAPS = 20
/** Also remembers files without a map, so that they are not looked up again. */
const maps = new Map<string, SourceMap | null>()

const PLACE = /(?:file:\/\/)?(\/[^\n:()]+):(\d+):(\d+)/

/**
 * Replaces the built file's position in a stack line with the position in the sources. The maps are read only when
 * there is a fault, because loading them would slow down every start.
 */
export const atSource = (frame: string): string =>
  frame.replace(PLACE, (place: string, file: string, line: string, column: string) => {
    const built = path.join(process.cwd(), '.next/')
    if (!path.normalize(file).startsWith(built)) return place
    const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1)
    if (!entry || !('originalSource' in entry) || typeof entry.originalSource !== 'string') return place
    const source = entry.originalSource.replace(/^.*?(?=(?:src|node_modules)\/|payload\.config)/, '')
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
  })

const mapOf = (file: string): SourceMap | null => {
  const known = maps.get(file)
  if (known !== undefined) return known
  if (maps.size >= MOST_MAPS) maps.clear()
  const map = read(`${file}.map`)
  maps.set(file, map)
  return map
}

const read = (file: string): SourceMap | null => {
  try {
    return new SourceMap(JSON.parse(fs.readFileSync(file, 'utf8')))
  } catch {
    return null // a report with the place in the build is better than none
  }
}
