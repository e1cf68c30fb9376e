'use client'
import useSWR from 'swr'
import { ApiRefusal, addressOf, asRefusal, call, type Query } from './api'

/** Loads a route's answer and keeps showing it while it reloads. null loads nothing. */
export const useData = <T>(path: string | null, query?: Query) => {
  const { data, error, isLoading, isValidating, mutate } = useSWR<T, unknown>(
    path === null ? null : addressOf(path, query),
    (address: string) => call<T>(address),
    {
      keepPreviousData: true,
      shouldRetryOnError: false,
      dedupingInterval: 500,
      // An unexpected error is shown like a refusal, and also reported.
      onError: (thrown) => thrown instanceof ApiRefusal || reportError(thrown),
    },
  )
  return { data, error: error === undefined ? undefined : asRefusal(error), isLoading, isValidating, refresh: mutate }
}
