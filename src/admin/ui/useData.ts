'use client'
import useSWR from 'swr'
import { addressOf, call, type ApiRefusal, type Query } from './api'

/** What a route answers, kept on the screen while it is asked again; null asks nothing. */
export const useData = <T>(path: string | null, query?: Query) => {
  const { data, error, isLoading, isValidating, mutate } = useSWR<T, ApiRefusal>(
    path === null ? null : addressOf(path, query),
    (address: string) => call<T>(address),
    {
      keepPreviousData: true,
      shouldRetryOnError: false,
      dedupingInterval: 500,
    },
  )
  return { data, error, isLoading, isValidating, refresh: mutate }
}
