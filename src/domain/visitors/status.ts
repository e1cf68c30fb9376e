/** `new` until a registration service was attended, or until an administrator says otherwise. */
export type VisitorStatus = 'new' | 'registered'
