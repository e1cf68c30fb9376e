import type { Payload, SanitizedConfig } from 'payload'

/** Payload on the database of this process's environment, which has to be complete by now. */
export const loadPayload = async ({ quiet = false } = {}): Promise<Payload> => {
  const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('@payload-config')])
  return getPayload({ config: quiet ? quietly(await config) : config })
}

/**
 * A command whose output is read by a script says nothing but the result. The logger stays the one that hides values.
 */
const quietly = (config: SanitizedConfig): SanitizedConfig => {
  const { logger } = config
  return typeof logger === 'object' && 'options' in logger
    ? { ...config, logger: { ...logger, options: { ...logger.options, level: 'error' } } }
    : config
}
