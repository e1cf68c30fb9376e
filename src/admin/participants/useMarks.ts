'use client'
import { useEffect, useMemo, useState } from 'react'
import { sentence } from '@/i18n'
import { UNDO_MS } from '@/domain/attendance/undo'
import { call, refusalOf } from '../ui/api'
import { usePanelLanguage } from '../ui/texts'
import type { Mark, MarkAnswer, RosterRow, UndoAnswer } from './roster'

/** The last mark: how many people, and the undo button for ten minutes. */
export type Done = { kind: 'marked' | 'undone'; count: number; failed: number; undo: string | null }

/**
 * Marks show at once. What the server refuses comes back with its reason; the rest stays as the server
 * tells it from then on.
 */
export const useMarks = (docs: RosterRow[], changed: () => Promise<void>) => {
  const language = usePanelLanguage()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [hoped, setHoped] = useState<ReadonlyMap<string, Mark>>(new Map())
  const [failed, setFailed] = useState<ReadonlyMap<string, string>>(new Map())
  const [done, setDone] = useState<Done | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const undo = done?.undo
  useEffect(() => {
    if (!undo) return
    const timer = setTimeout(() => setDone((now) => (now?.undo === undo ? null : now)), UNDO_MS)
    return () => clearTimeout(timer)
  }, [undo])

  const markable = useMemo(() => docs.filter(({ status }) => status !== 'cancelled').map(({ id }) => id), [docs])
  /** People who left the list while selected are not marked. */
  const selected = useMemo(() => markable.filter((id) => chosen.has(id)), [markable, chosen])

  const settle = async (
    work: () => Promise<MarkAnswer | UndoAnswer>,
    kind: Done['kind'],
    keeps = false,
  ): Promise<void> => {
    setBusy(true)
    setError(null)
    setFailed(new Map())
    try {
      const result = await work()
      setFailed(new Map(result.failed.map(({ id, code }) => [id, sentence(language, code)])))
      setDone({
        kind,
        count: result.updated.length,
        failed: result.failed.length,
        undo: 'undo' in result ? result.undo : null,
      })
      setChosen((before) =>
        // A tap on one person leaves the others chosen.
        keeps ? before : new Set(result.failed.map(({ id }) => id)),
      )
      await changed()
    } catch (thrown) {
      setError(refusalOf(thrown).message)
    } finally {
      setHoped(new Map())
      setBusy(false)
    }
  }

  return {
    selected,
    statusOf: (row: RosterRow): RosterRow['status'] => hoped.get(row.id) ?? row.status,
    failureOf: (id: string): string | undefined => failed.get(id),
    done,
    error,
    busy,
    choose: (id: string, on: boolean): void =>
      setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id))),
    /** All of those shown; whoever was chosen before a search stays chosen. */
    chooseAll: (on: boolean, shown: readonly string[]): void =>
      setChosen((before) => new Set(on ? [...before, ...shown] : [...before].filter((id) => !shown.includes(id)))),
    /** One tap: this person came, or this person is not marked any more. */
    markOne: (id: string, status: Mark): Promise<void> => {
      setHoped(new Map([[id, status]]))
      return settle(
        () => call<MarkAnswer>('/api/participants/status', { method: 'POST', body: { ids: [id], status } }),
        'marked',
        true,
      )
    },
    mark: (status: Mark, comment: string): Promise<void> => {
      setHoped(new Map(selected.map((id) => [id, status])))
      const said = comment.trim() === '' ? {} : { comment: comment.trim() }
      return settle(
        () =>
          call<MarkAnswer>('/api/participants/status', { method: 'POST', body: { ids: selected, status, ...said } }),
        'marked',
      )
    },
    takeBack: (token: string): Promise<void> =>
      settle(() => call<UndoAnswer>('/api/participants/undo', { method: 'POST', body: { undo: token } }), 'undone'),
  }
}

export type Marks = ReturnType<typeof useMarks>
