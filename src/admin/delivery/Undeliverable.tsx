'use client'
import type { Told } from '@/domain/messages/delivery'
import { usePanelText } from '@/admin/ui/texts'
import { useDelivery } from './useDelivery'

/** Beside a promise that people will be told: that they will not, and why. */
export const Undeliverable = ({ to }: { to: Told }) => {
  const t = usePanelText()
  const silence = useDelivery()?.silent[to]
  if (!silence) return null
  return (
    <p className="pr-note pr-note--yellow" role="status">
      {t(`delivery.untold.${to}`)} {t(`delivery.why.${silence}`)}
    </p>
  )
}
