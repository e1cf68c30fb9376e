/** `new` until a registration service was attended or an administrator changes it. */
export type VisitorStatus = 'new' | 'registered'
