import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** `+7 (916) 123-45-67`; other countries in their international format. Invalid phones are returned unchanged. */
export function formatPhone(e164: string): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(e164)
  if (russian !== null) return `+7 (${russian[1]}) ${russian[2]}-${russian[3]}-${russian[4]}`
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}
