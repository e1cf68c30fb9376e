import type { FieldHook } from 'payload'

export const readBookableFrom: FieldHook = ({ value }) => value
