import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/config/env'

/**
 * The secret that Telegram sends with every update: the configured one, or one derived in the same way by every process
 * of this product.
 */
export const webhookSecret = (): string => {
  const { telegram, payloadSecret } = env()
  return (
    telegram.webhookSecret ??
    createHmac('sha256', `${payloadSecret ?? ''}:${telegram.botToken ?? ''}`)
      .update('telegram-webhook')
      .digest('hex')
  )
}

/** Compares in constant time. */
export const isWebhookSecret = (given: string | null): boolean => {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest()
  return (
    env().telegram.botToken !== undefined &&
    timingSafeEqual(digest(given ?? ''), digest(webhookSecret())) &&
    given !== null
  )
}
