import { parsePhoneNumberWithError, ParseError } from 'libphonenumber-js/max'

export type PhoneResult = { e164: string; error?: never } | { e164?: never; error: 'phoneInvalid' }

const LABEL = /^\s*(?:тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|phone|tel)[\s.:]*/iu
/** A slash, every dash, and two of them in a row. */
const DASHES = /[\p{Pd}−/]+/gu

const INVALID: PhoneResult = { error: 'phoneInvalid' }

/**
 * Converts any spelling of a phone to E.164; without a country code it is Russian. Uses the full metadata, because the
 * small set accepts "8916123456", a mobile number with a digit missing.
 */
export function normalizePhone(input: string): PhoneResult {
  if (input.length > 100) return INVALID
  const text = input
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(LABEL, '')
    .replace(DASHES, '-')
    .trim()
  const digits = text.replace(/\D/g, '')
  return e164(repaired(text, digits)) ?? (foreignWithoutPlus(text, digits) ? (e164(`+${digits}`) ?? INVALID) : INVALID)
}

/** "+8 916…" mixes +7 and 8; "00" and "810" are international dialling prefixes. */
function repaired(text: string, digits: string): string {
  if (text.startsWith('+8') && /^8[3489]\d{9}$/.test(digits)) return `+7${digits.slice(1)}`
  if (/^00\s*[1-9]/.test(text)) return text.replace(/^00/, '+')
  return text
}

/** "998901234567" copied from a messenger: too long for Russia, so it must include a country code. */
const foreignWithoutPlus = (text: string, digits: string): boolean => /^[1-79]/.test(text) && digits.length >= 11

function e164(text: string): PhoneResult | null {
  try {
    const phone = parsePhoneNumberWithError(text, { defaultCountry: 'RU', extract: false })
    // E.164 has no extensions, and dropping one would lose data.
    return phone.isValid() && phone.ext === undefined ? { e164: phone.number } : null
  } catch (error) {
    if (error instanceof ParseError) return null
    throw error
  }
}
