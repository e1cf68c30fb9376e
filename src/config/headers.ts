/** The client's address as determined at the edge. A value sent by the client under this name is overwritten. */
export const ADDRESS_HEADER = 'x-pristan-address'
