export type CardResult = { cardNumber: string; error?: never } | { cardNumber?: never; error: 'cardNumberInvalid' }

/** A card number is text: "0042" is not "42". Letters, digits and hyphens, 20 at most. */
export function cleanCardNumber(input: string): CardResult {
  const cardNumber = input.normalize('NFKC').trim()
  return /^[\p{L}\p{Nd}](?:[\p{L}\p{Nd}-]{0,18}[\p{L}\p{Nd}])?$/u.test(cardNumber) ? { cardNumber } : { error: 'cardNumberInvalid' }
}
