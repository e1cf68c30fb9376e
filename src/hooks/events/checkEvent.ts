import type { CollectionBeforeValidateHook } from 'payload'

export const checkEvent: CollectionBeforeValidateHook = ({ data }) => data
