import type ExcelJS from 'exceljs'
import type { Writable } from 'node:stream'

/**
 * What exceljs 4.4.0 keeps below its types. A sheet writes into a buffer of 64 KB and that, without asking, into a
 * stream that the ZIP reads. The package is pinned, and a test fails when a slow reader no longer stops the rows.
 */
export type SheetWriter = ExcelJS.Worksheet & {
  commit: () => void
  stream: { pipes: Writable[]; write: (text: string) => void }
  _writeLegacyData: () => void
}

/** Settles once the ZIP has taken all that the sheet gave it: an empty write comes after everything before it. */
export const drained = async (sheet: SheetWriter): Promise<void> => {
  await Promise.all(
    sheet.stream.pipes.map((pipe) => new Promise<void>((resolve) => pipe.write(Buffer.alloc(0), () => resolve()))),
  )
}
