import type { Heard } from '@/operations/live/watch'

const HEARTBEAT_MS = 20_000
/** A reader that falls this many events behind is told to reload everything instead. */
const MOST_WAITING = 64

type Options = {
  seconds: number
  signal: AbortSignal | null | undefined
  watch: (hear: (heard: Heard) => void) => () => void
}

/** Server-sent events. A slow reader loses events and is told to `refresh`, so it never uses up our memory. */
export const eventStream = ({ seconds, signal, watch }: Options): ReadableStream<Uint8Array> => {
  let end = (): void => undefined
  let behind = false
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true
        const send = (text: string): void => {
          if (!open) return
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(Buffer.from(text))
          else behind = true
        }
        const hear = (heard: Heard): void => send(heard === 'again' ? REFRESH : `data: ${JSON.stringify(heard)}\n\n`)
        send('retry: 1000\n\n')
        const stop = watch(hear)
        const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS).unref()
        const close = (): void => {
          if (open) controller.close()
          end()
        }
        const lifetime = setTimeout(close, seconds * 1000).unref()
        end = () => {
          if (!open) return
          open = false
          clearInterval(heartbeat)
          clearTimeout(lifetime)
          stop()
        }
        if (signal?.aborted) close()
        else signal?.addEventListener('abort', close, { once: true })
      },
      pull(controller) {
        if (!behind) return
        behind = false
        controller.enqueue(Buffer.from(REFRESH))
      },
      cancel: () => end(),
    },
    { highWaterMark: MOST_WAITING },
  )
}

const REFRESH = 'event: refresh\ndata: {}\n\n'
