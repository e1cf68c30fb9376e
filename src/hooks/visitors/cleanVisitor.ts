import type { CollectionBeforeValidateHook } from 'payload'

export const cleanVisitor: CollectionBeforeValidateHook = ({ data }) => data
