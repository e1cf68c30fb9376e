import type ExcelJS from 'exceljs'
import type { Writable } from 'node:stream'

/**
 * Internals of exceljs 4.4.0 that its types don't show. A sheet writes into a buffer of 64 KB, and that writes into a
 * stream for the ZIP without waiting for it. The package is pinned, and a test fails if a slow reader no longer stops
 * the rows.
 */
export type SheetWriter = ExcelJS.Worksheet & {
  commit: () => void
  stream: { pipes: Writable[]; write: (text: string) => void }
  _writeLegacyData: () => void
}

/** Resolves when the ZIP has taken everything from the sheet: an empty write is handled after all earlier ones. */
export const drained = async (sheet: SheetWriter): Promise<void> => {
  await Promise.all(
    sheet.stream.pipes.map((pipe) => new Promise<void>((resolve) => pipe.write(Buffer.alloc(0), () => resolve()))),
  )
}
