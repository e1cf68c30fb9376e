import { CollectionCards } from '@payloadcms/next/rsc'

/** @type {import('payload').ImportMap} */
export const importMap = { '@payloadcms/next/rsc#CollectionCards': CollectionCards }
