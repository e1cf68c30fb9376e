'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useMemo } from 'react'

type Value = string | number | boolean
type State = Record<string, Value>
/** Widens the type: 'active' is a string here, not a literal. */
type Widened<T> = { [Key in keyof T]: T[Key] extends number ? number : T[Key] extends boolean ? boolean : string }

const read = <T extends State>(params: URLSearchParams, defaults: T): Widened<T> =>
  Object.fromEntries(
    Object.entries(defaults).map(([name, otherwise]) => {
      const given = params.get(name)
      if (given === null) return [name, otherwise]
      if (typeof otherwise === 'number')
        return [name, Number.isFinite(Number(given)) && given !== '' ? Number(given) : otherwise]
      return [name, typeof otherwise === 'boolean' ? given === 'true' : given]
    }),
  ) as Widened<T>

/** Keeps only this screen's parameters that differ from the defaults. */
const write = (values: State, defaults: State): void => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== defaults[name]) params.set(name, String(value))
  const search = params.toString()
  window.history.replaceState(
    null,
    '',
    `${window.location.pathname}${search === '' ? '' : `?${search}`}${window.location.hash}`,
  )
}

const kept = (name: string): string | null => window.sessionStorage.getItem(`pristan:${name}`)
const keep = (name: string, search: string): void => window.sessionStorage.setItem(`pristan:${name}`, search)

/**
 * Filters and tabs in the address, so that a reload, a link and the Back button show the same thing.
 * With `remember` they are also there when one comes back by another way (the menu, the way up from a record).
 */
export const useUrlState = <T extends State>(given: T, { remember }: { remember?: string } = {}) => {
  const params = useSearchParams()
  const key = JSON.stringify(given)
  const defaults = useMemo(() => JSON.parse(key) as T, [key])
  const values = useMemo(() => read(new URLSearchParams(params.toString()), defaults), [params, defaults])

  useEffect(() => {
    if (!remember) return
    const here = new URLSearchParams(window.location.search)
    const stored = kept(remember)
    const own = Object.keys(defaults).some((name) => here.has(name) && here.get(name) !== String(defaults[name]))
    if (!own && stored) write(read(new URLSearchParams(stored), defaults), defaults)
  }, [remember, defaults])

  // Payload writes its own parameters into the address before Next watches it, and leaves the history entry without the
  // state that the Back button needs: with any state at all, coming back loads the page at its address.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (window.history.state === null) window.history.replaceState({}, '', window.location.href)
    })
    return () => clearTimeout(timer)
  }, [params])

  const change = useCallback(
    (next: State) => {
      write(next, defaults)
      if (remember) keep(remember, window.location.search)
    },
    [defaults, remember],
  )

  const set = useCallback(
    (partial: Partial<Widened<T>>) => {
      const now: State = read(new URLSearchParams(window.location.search), defaults)
      const first: State = 'page' in defaults && !('page' in partial) ? { page: defaults.page ?? 1 } : {}
      change({ ...now, ...first, ...(partial as State) })
    },
    [change, defaults],
  )
  const reset = useCallback(
    (but: Partial<Widened<T>> = {}) => change({ ...defaults, ...(but as State) }),
    [change, defaults],
  )

  return [values, set, reset] as const
}
