import type { CollectionAfterChangeHook } from 'payload'

export const expandDates: CollectionAfterChangeHook = ({ doc }) => doc
