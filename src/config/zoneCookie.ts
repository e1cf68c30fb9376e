/** The viewer's own zone, which the browser tells the panel. It decides nothing but what a picked day means. */
export const ZONE_COOKIE = 'pristan-zone'
