const SHORTEST = 16
const FEWEST_CHARACTERS = 6

/** A secret that may be found by trying: too short, or of a few characters that repeat. */
export const isWeakSecret = (secret: string): boolean =>
  secret.length < SHORTEST || new Set(secret.toLowerCase()).size < FEWEST_CHARACTERS
