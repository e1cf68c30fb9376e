import type { Payload, SanitizedConfig } from 'payload'

/** Starts Payload on the database of this process's environment, which has to be complete by now. */
export const loadPayload = async ({ quiet = false } = {}): Promise<Payload> => {
  const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('@payload-config')])
  return getPayload({ config: quiet ? quietly(await config) : config })
}

/** A command for scripts must print only its result. The logger is still the one that hides values. */
const quietly = (config: SanitizedConfig): SanitizedConfig => {
  const { logger } = config
  return typeof logger === 'object' && 'options' in logger
    ? { ...config, logger: { ...logger, options: { ...logger.options, level: 'error' } } }
    : config
}
