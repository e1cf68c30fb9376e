/** The client's address as the edge worked it out. Whatever a client sends under this name is replaced. */
export const ADDRESS_HEADER = 'x-pristan-address'
