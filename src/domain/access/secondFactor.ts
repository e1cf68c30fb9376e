import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
/** One step before and after, because clocks of phones differ. */
const DRIFT = 1

const generator = (secret: string, named: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({
    ...named,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  })

/** 160 bits, as RFC 4226 recommends, in the letters that apps take. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** What an app reads from the QR code. */
export const addressOfSecret = (secret: string, named: { issuer: string; label: string }): string =>
  generator(secret, named).toString()

/** People type codes in groups. */
export const withoutGroups = (typed: string): string => typed.replace(/[\s\u00a0-]/g, '')

export const isOtp = (code: string): boolean => /^\d{6}$/.test(code)

/**
 * The step of time that a code belongs to; null if it fits none that is near. A step is accepted once, and none before
 * it: whoever saw a code being typed can't use it.
 */
export const stepOf = (secret: string, code: string, { now, after }: { now: Date; after: number }): number | null => {
  if (!isOtp(code)) return null
  const present = Math.floor(now.getTime() / (PERIOD_SECONDS * 1000))
  for (let step = present - DRIFT; step <= present + DRIFT; step += 1)
    if (
      step > after &&
      generator(secret).validate({ token: code, timestamp: step * PERIOD_SECONDS * 1000, window: 0 }) !== null
    )
      return step
  return null
}

export const RECOVERY_CODES = 10
/** Digits only, which no layout of a keyboard changes. */
export const RECOVERY_DIGITS = 16

export const isRecoveryCode = (code: string): boolean => code.length === RECOVERY_DIGITS && /^\d+$/.test(code)

export const inGroups = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1-')
