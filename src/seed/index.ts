import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { seedDemo as demo } from './demo'

export { seedCatalogue } from './catalogue'

/** Entry points have no moment of their own to pass: the clock is read here, once. */
export const seedDemo = (payload: Payload, at = { now: now() }): Promise<void> => demo(payload, at)
export const seedLarge = async (_payload: Payload): Promise<void> => undefined
