export type CardResult = { cardNumber: string; error?: never } | { cardNumber?: never; error: 'cardNumberInvalid' }

/** A card number is text: "0042" is not "42". Letters, digits and hyphens, 20 at most. */
export function cleanCardNumber(input: string): CardResult {
  const typed = input.trim()
  // Normalizes full-width digits. The text is checked before that, too, because "№" would become "No".
  const cardNumber = typed.normalize('NFKC')
  return ALLOWED.test(typed) && ALLOWED.test(cardNumber) ? { cardNumber } : { error: 'cardNumberInvalid' }
}

const ALLOWED = /^[\p{L}\p{Nd}](?:[\p{L}\p{Nd}-]{0,18}[\p{L}\p{Nd}])?$/u
