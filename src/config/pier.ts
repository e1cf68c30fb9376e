/** The icon as an image for the browser tab. */
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" ' +
  'fill="#1d5f74"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"><path d="M5 12.5h20M9 ' +
  '12.5v9M15 12.5v9M21 12.5v9M25 12.5V7"/><path d="M4.5 25.5c2 0 2-1.7 3.9-1.7s1.9 1.7 3.8 1.7 1.9-1.7 3.8-1.7 1.9 ' +
  '1.7 3.8 1.7 1.9-1.7 3.8-1.7 1.9 1.7 3.9 1.7"/></g></svg>'

export const favicon = `data:image/svg+xml,${encodeURIComponent(drawing)}`
