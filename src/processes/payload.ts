import type { Payload, SanitizedConfig } from 'payload'
import { poolOf } from '@/db/sql'

/** Starts Payload on the database of this process's environment, which has to be complete by now. */
export const loadPayload = async ({ quiet = false } = {}): Promise<Payload> => {
  const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('@payload-config')])
  return getPayload({ config: quiet ? quietly(await config) : config })
}

/**
 * Payload as the owner of the tables, for migrations only: what works as this role afterwards could change the log.
 * `close` ends its connections.
 */
export const loadPayloadAsOwner = async (url: string): Promise<{ payload: Payload; close: () => Promise<void> }> => {
  const [{ BasePayload }, { default: sanitized }, { database }] = await Promise.all([
    import('payload'),
    import('@payload-config'),
    import('@/db/adapter'),
  ])
  const config = await sanitized
  const db = { ...config.db, ...database(url) }
  const payload = await new BasePayload().init({ config: { ...config, db }, disableOnInit: true })
  return { payload, close: () => poolOf(payload).end() }
}

/** A command for scripts must print only its result. The logger is still the one that hides values. */
const quietly = (config: SanitizedConfig): SanitizedConfig => {
  const { logger } = config
  return typeof logger === 'object' && 'options' in logger
    ? { ...config, logger: { ...logger, options: { ...logger.options, level: 'error' } } }
    : config
}
