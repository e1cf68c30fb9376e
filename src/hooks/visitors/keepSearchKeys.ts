import type { CollectionAfterChangeHook } from 'payload'

export const keepSearchKeys: CollectionAfterChangeHook = ({ doc }) => doc
