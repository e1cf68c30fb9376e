import { useState } from 'react'
import { refusalOf, type ApiRefusal } from '@/admin/ui/api'

/** One question of a dialog: whether it is on its way, and what was refused, by field. */
export const useAsking = () => {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ApiRefusal | null>(null)
  const ask = async (run: () => Promise<void>) => {
    setBusy(true)
    setRefused(null)
    try {
      await run()
    } catch (thrown) {
      setRefused(refusalOf(thrown))
    }
    setBusy(false)
  }
  const path = refused?.errors[0]?.data?.errors?.[0]?.path
  const errorOf = (field: string): string | null => (path === field ? (refused?.message ?? null) : null)
  return { busy, ask, errorOf, otherwise: refused && path === undefined ? refused.message : null }
}
