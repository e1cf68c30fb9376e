/** Where a copy of an event is made. */
export const copyAddress = (admin: string, event: string): string =>
  `${admin}/collections/events/create?copy=${encodeURIComponent(event)}`
