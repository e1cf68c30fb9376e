import type { Payload } from 'payload'

/** Payload on the database of this process's environment, which has to be complete by now. */
export const loadPayload = async (): Promise<Payload> => {
  const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('@payload-config')])
  return getPayload({ config })
}

/** Payload leaves its connections open, and one of them busy for ever: the pool is ended without waiting. */
export const closePayload = async (payload: Payload): Promise<void> => {
  await payload.destroy()
}
