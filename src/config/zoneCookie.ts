/** The viewer's own time zone, sent by the browser to the panel. Only used to interpret a picked date. */
export const ZONE_COOKIE = 'pristan-zone'
