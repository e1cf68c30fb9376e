/** The client's address as determined at the edge. A value sent by the client under this name is overwritten. */
export const ADDRESS_HEADER = 'x-pristan-address'

/** The id of the user by whom the panel's page was opened. */
export const ACCOUNT_HEADER = 'x-pristan-account'
