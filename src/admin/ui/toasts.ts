/**
 * Messages that come and go are drawn at the end of the page. A dialog is above everything there, and what is
 * outside of it is silent for screen readers: the messages move into the dialog on top, and back.
 */
let home: { parent: Node; next: Node | null } | null = null
/** Closing a dialog removes everything inside it. */
let last: Element | null = null

/** `leaving` is the box of a dialog that is about to be removed. */
export const showToastsOnTop = (leaving?: Element): void => {
  const toasts =
    document.querySelector(
      'section[aria-live]:has(> [data-sonner-toaster]), section[aria-live][aria-label^="Notifications"]',
    ) ?? last
  if (!toasts) return
  last = toasts
  home ??= { parent: toasts.parentNode ?? document.body, next: toasts.nextSibling }
  const top = [...document.querySelectorAll('.pr-dialog__box')].filter((box) => box !== leaving).at(-1)
  if (top) (top.querySelector(':scope > .pr-dialog__said') ?? top).append(toasts)
  else if (toasts.parentNode !== home.parent)
    home.parent.insertBefore(toasts, home.next?.parentNode === home.parent ? home.next : null)
}
