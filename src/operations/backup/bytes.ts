export type ByteReader = {
  /** Returns that many bytes, or fewer at the end of the stream. */
  upTo: (count: number) => Promise<Buffer>
}

/** Reads a stream of chunks of any size by a number of bytes, and buffers no more than it needs. */
export const byteReader = (source: AsyncIterable<Buffer>): ByteReader => {
  const iterator = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let size = 0
  let over = false
  return {
    upTo: async (count) => {
      while (size < count && !over) {
        const { value, done } = await iterator.next()
        if (done === true) over = true
        else {
          held.push(value)
          size += value.length
        }
      }
      const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held)
      const taken = all.subarray(0, count)
      const rest = all.subarray(taken.length)
      held = rest.length > 0 ? [rest] : []
      size = rest.length
      return taken
    },
  }
}
