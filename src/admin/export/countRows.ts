const FIRST_SHEET = new TextEncoder().encode('xl/worksheets/sheet1.xml')
/** The offset from the length of the extra field to the name in the header of a ZIP entry. */
const EXTRA_LENGTH_AT = -2

const indexOf = (bytes: Uint8Array, wanted: Uint8Array): number => {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at !== -1; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at
  }
  return -1
}

/**
 * Counts the rows of a workbook while it arrives. The number of bytes to come is unknown, but the first
 * sheet is unpacked on the way, so the progress shown is what has really arrived.
 */
export const countRows = (
  onRows: (rows: number) => void,
): { add: (chunk: Uint8Array<ArrayBuffer>) => void; stop: () => void } => {
  const inflate = new DecompressionStream('deflate-raw')
  const packed = inflate.writable.getWriter()
  const unpacked = inflate.readable.getReader()
  let begun = false
  let head = new Uint8Array(0)
  let over = false
  const stop = (): void => {
    over = true
  }
  const count = async (): Promise<void> => {
    const decoder = new TextDecoder('latin1')
    let rest = ''
    let rows = -1 // the captions
    while (!over) {
      const { done, value } = await unpacked.read()
      if (done) return
      const text = rest + decoder.decode(value, { stream: true })
      rows += text.split('<row ').length - 1
      rest = text.slice(-4)
      onRows(Math.max(0, rows))
    }
  }
  // Stops unpacking at the end of the sheet.
  count().catch(stop)
  const unpack = (chunk: Uint8Array<ArrayBuffer>): void => {
    if (!over) packed.write(chunk).catch(stop)
  }
  return {
    stop,
    add: (chunk) => {
      if (begun) return unpack(chunk)
      const all = new Uint8Array(head.length + chunk.length)
      all.set(head)
      all.set(chunk, head.length)
      head = all
      const name = indexOf(all, FIRST_SHEET)
      const start = name + FIRST_SHEET.length
      if (name < 2 || all.length < start) return
      begun = true
      unpack(all.slice(start + new DataView(all.buffer).getUint16(name + EXTRA_LENGTH_AT, true)))
    },
  }
}
