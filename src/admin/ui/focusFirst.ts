const FOCUSABLE = 'input:not([disabled]):not([tabindex="-1"]), select:not([disabled]), textarea, button:not([disabled])'

/** The element of a field, or of the nearest group around it that is shown. */
const elementOf = (path: string): HTMLElement | null => {
  const parts = path.split('.')
  for (let length = parts.length; length > 0; length--) {
    const found = document.getElementById(`field-${parts.slice(0, length).join('__')}`)
    if (found) return found
  }
  return null
}

/** Scrolls to the first of these fields on the page and focuses it, once they are drawn with their errors. */
export const focusFirst = (paths: readonly string[]): void => {
  requestAnimationFrame(() => {
    const [first] = paths
      .flatMap((path) => elementOf(path) ?? [])
      .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
    if (!first) return
    first.scrollIntoView({ block: 'center' })
    const field = first.matches(FOCUSABLE) ? first : first.querySelector<HTMLElement>(FOCUSABLE)
    field?.focus({ preventScroll: true })
  })
}
