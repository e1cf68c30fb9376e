import type { SanitizedConfig } from 'payload'

export const guardEndpoints = (config: SanitizedConfig): SanitizedConfig => config
