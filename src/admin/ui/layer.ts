/**
 * Where something that lies above the page is put: inside the Payload drawer it was opened from, which would take the
 * focus back otherwise, or at the end of whatever is on top.
 */
export const layerOf = (element: HTMLElement): HTMLElement =>
  element.closest<HTMLElement>('.payload__modal-item') ?? document.createElement('div')
