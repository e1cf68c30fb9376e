import type { Page } from 'playwright-core'

/**
 * Targets smaller than 44 by 44 pixels, one per line. A label counts with its control, and a Payload select is one
 * target. Links within a sentence are exempt, as in WCAG 2.5.8.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const NEEDED = 44
    const found: string[] = []
    const seen = new Set<Element>()
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body

    const targetsOf = (element: Element): Element[] => {
      const whole = element.closest('.rs__control, .react-datepicker-wrapper') ?? element
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      return [whole, ...labels]
    }
    const inSentence = (element: Element): boolean =>
      element.tagName === 'A' &&
      getComputedStyle(element).display === 'inline' &&
      [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      )
    /** How far one can move from a point in both directions and still hit the target. */
    const reach = (targets: Element[], x: number, y: number, dx: number, dy: number): number => {
      const hits = (distance: number): boolean => {
        const hit = document.elementFromPoint(x + dx * distance, y + dy * distance)
        return hit !== null && targets.some((target) => target.contains(hit))
      }
      let reached = 0
      for (const way of [1, -1]) for (let step = way; Math.abs(step) <= NEEDED && hits(step); step += way) reached += 1
      return reached + 1
    }

    for (const element of top.querySelectorAll(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], ' +
        '[role=checkbox], [role=option], [role=combobox]',
    )) {
      const targets = targetsOf(element)
      const [target] = targets
      if (
        !target ||
        seen.has(target) ||
        element.matches(':disabled, [aria-disabled=true], [aria-hidden=true]') ||
        element.closest('[aria-hidden=true], [inert]')
      )
        continue
      seen.add(target)
      if (!target.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || inSentence(element)) continue
      const size = target.getBoundingClientRect()
      // Visually hidden or collapsed.
      if (size.width < 2 || size.height < 2) continue
      if (size.width >= NEEDED && size.height >= NEEDED) continue
      target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const { x, y, width, height } = target.getBoundingClientRect()
      const [midX, midY] = [x + width / 2, y + height / 2]
      const hit = document.elementFromPoint(midX, midY)
      const [wide, high] = [
        Math.max(width, reach(targets, midX, midY, 1, 0)),
        Math.max(height, reach(targets, midX, midY, 0, 1)),
      ]
      if (wide < NEEDED - 0.5 || high < NEEDED - 0.5)
        found.push(
          `${Math.round(wide)}×${Math.round(high)}: ${element.outerHTML.slice(0, 160)}` +
            (hit && targets.some((one) => one.contains(hit)) ? '' : ' (covered)'),
        )
    }
    window.scrollTo(0, 0)
    return found
  })
