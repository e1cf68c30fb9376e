'use client'
import { useRef } from 'react'
import useSWR from 'swr'
import { type AnswerOf } from '@/admin/ui/answers'
import { asRefusal, call } from '@/admin/ui/api'
import type { profileRoute } from '@/endpoints/visitors'

export type Profile = AnswerOf<typeof profileRoute>
export type Visit = Profile['upcoming'][number]

/** Opening a person is a look that goes into the log. Reading again what is open is the same one. */
export const useProfile = (id: string) => {
  const opened = useRef(false)
  const { data, error, mutate } = useSWR<Profile, unknown>(
    ['profile', id],
    async () => {
      const profile = await call<Profile>(`/api/visitors/${id}/profile`, { query: { again: opened.current } })
      opened.current = true
      return profile
    },
    { shouldRetryOnError: false },
  )
  return { data, error: error === undefined ? undefined : asRefusal(error), refresh: mutate }
}
