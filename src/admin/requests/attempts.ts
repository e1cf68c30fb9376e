type Attempt = { key: string; body: string }
type Asked = { key: string; replaces: string[] }

/**
 * Creations whose answers have not come: a request that is repeated has the key of the first one, so that the server
 * makes one record of both. A form that was changed meanwhile is another request, which names those it stands for.
 */
export const createAttempts = (newKey: () => string = () => crypto.randomUUID()) => {
  const unanswered = new Map<string, Attempt[]>()
  return {
    /** `form`: the form that sends, null for a dialog that does not say. */
    begin: (route: string, form: string | null, body: string): Asked => {
      const place = `${route} ${form ?? body}`
      const before = unanswered.get(place) ?? []
      const last = before.at(-1)
      const attempt = last?.body === body ? last : { key: newKey(), body }
      if (attempt !== last) unanswered.set(place, [...before, attempt])
      return { key: attempt.key, replaces: before.filter((one) => one !== attempt).map(({ key }) => key) }
    },
    /** It is known what became of a request: it made a record, or made none. Without an answer nothing is known. */
    settle: (key: string, { created }: { created: boolean }): void => {
      for (const [place, attempts] of unanswered) {
        if (!attempts.some((one) => one.key === key)) continue
        const left = created ? [] : attempts.filter((one) => one.key !== key)
        if (left.length > 0) unanswered.set(place, left)
        else unanswered.delete(place)
      }
    },
    /** The form is gone, and with it what it would have repeated. */
    forget: (form: string): void => {
      for (const place of unanswered.keys()) if (place.endsWith(` ${form}`)) unanswered.delete(place)
    },
  }
}

export type Attempts = ReturnType<typeof createAttempts>

/** Those of this tab. */
export const attempts = createAttempts()
