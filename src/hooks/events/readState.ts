import type { CollectionAfterReadHook } from 'payload'

export const readState: CollectionAfterReadHook = ({ doc }) => doc
