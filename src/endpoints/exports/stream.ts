/** A download that stalls for this long is aborted, because it holds a database connection. */
const STALLED_MS = 60_000

/** A body produced while it is read. `close` is called once, however it ends: read, cancelled, stalled or failed. */
export const streamOf = (
  chunks: AsyncGenerator<Uint8Array>,
  close: () => Promise<void>,
  signal?: AbortSignal | null,
): ReadableStream<Uint8Array> => {
  let stalled: NodeJS.Timeout | undefined
  const end = async (): Promise<void> => {
    clearTimeout(stalled)
    await close()
  }
  const giveUp = (): void => void end().catch(() => undefined) // nobody is left to be told
  signal?.addEventListener('abort', giveUp, { once: true })
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(stalled)
      try {
        const { done, value } = await chunks.next()
        if (done) {
          await end()
          controller.close()
        } else {
          controller.enqueue(value)
          stalled = setTimeout(giveUp, STALLED_MS).unref()
        }
      } catch (error) {
        await end()
        controller.error(error)
      }
    },
    async cancel() {
      await end()
    },
  })
}
