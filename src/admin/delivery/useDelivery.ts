'use client'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import type { deliveryRoute } from '@/endpoints/delivery'
import type { AnswerOf } from '@/endpoints/http/route'

export const useDelivery = () => {
  const { signedIn } = useRole()
  return useData<AnswerOf<typeof deliveryRoute>>(signedIn ? '/api/delivery' : null).data
}
