'use client'
import useSWR from 'swr'
import { ApiRefusal, addressOf, asRefusal, call, type Query } from './api'

/** What a route answers, kept on the screen while it is asked again; null asks nothing. */
export const useData = <T>(path: string | null, query?: Query) => {
  const { data, error, isLoading, isValidating, mutate } = useSWR<T, unknown>(
    path === null ? null : addressOf(path, query),
    (address: string) => call<T>(address),
    {
      keepPreviousData: true,
      shouldRetryOnError: false,
      dedupingInterval: 500,
      // A fault of ours is shown like a refusal, and reported as what it is.
      onError: (thrown) => thrown instanceof ApiRefusal || reportError(thrown),
    },
  )
  return { data, error: error === undefined ? undefined : asRefusal(error), isLoading, isValidating, refresh: mutate }
}
