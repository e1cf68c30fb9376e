import { useCallback, useEffect, useRef, useState } from 'react'
import { countRows } from './countRows'

/**
 * Up to here the file is collected in the page, with progress. A bigger one goes straight to the disk by
 * the browser's own download: it would fill the memory of a phone.
 */
export const MOST_ROWS_IN_PAGE = 100_000

export type Progress =
  | { state: 'idle' }
  | { state: 'running' | 'done'; rows: number; bytes: number }
  | { state: 'cancelled' }
  | { state: 'failed'; message: string | null }

const SHOWN_EVERY_MS = 100

const nameOf = (response: Response): string => {
  const said = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(said)?.[1]
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/.exec(said)?.[1] ?? 'participants.xlsx')
}

/** Works like a clicked link: the browser saves the file. */
export const follow = (href: string, name?: string): void => {
  const link = document.createElement('a')
  link.href = href
  link.download = name ?? ''
  document.body.append(link)
  link.click()
  link.remove()
}

const sentenceOf = async (response: Response): Promise<string | null> => {
  const body = (await response.json().catch(() => null)) as { errors?: { message?: string }[] } | null
  return body?.errors?.[0]?.message ?? null
}

/** Reads a file while the server writes it, counts its rows, and saves it when it is complete. */
export const useDownload = () => {
  const [progress, setProgress] = useState<Progress>({ state: 'idle' })
  const abort = useRef<AbortController | null>(null)
  const cancel = useCallback(() => abort.current?.abort(), [])
  useEffect(() => cancel, [cancel])

  const start = useCallback(async (path: string, total: number, language: string) => {
    abort.current?.abort()
    if (total > MOST_ROWS_IN_PAGE) return follow(path)
    const { signal } = (abort.current = new AbortController())
    let rows = 0
    let bytes = 0
    let shown = 0
    const counter = countRows((count) => void (rows = Math.min(count, total)))
    setProgress({ state: 'running', rows, bytes })
    try {
      const response = await fetch(path, {
        signal,
        credentials: 'same-origin',
        headers: { 'Accept-Language': language },
      })
      if (!response.ok || !response.body) return setProgress({ state: 'failed', message: await sentenceOf(response) })
      const reader = response.body.getReader()
      const chunks: Uint8Array<ArrayBuffer>[] = []
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        chunks.push(value)
        bytes += value.length
        counter.add(value)
        if (Date.now() - shown < SHOWN_EVERY_MS) continue
        shown = Date.now()
        setProgress({ state: 'running', rows, bytes })
      }
      const url = URL.createObjectURL(new Blob(chunks, { type: response.headers.get('content-type') ?? '' }))
      follow(url, nameOf(response))
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
      setProgress({ state: 'done', rows: total, bytes })
    } catch {
      // If the download breaks off or is cancelled, nothing is saved.
      setProgress(signal.aborted ? { state: 'cancelled' } : { state: 'failed', message: null })
    } finally {
      counter.stop()
    }
  }, [])

  return { progress, start, cancel }
}
