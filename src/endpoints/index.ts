import type { Endpoint } from 'payload'

/** Routes beside the collections, in the order of docs/api. */
export const endpoints: Endpoint[] = []

/** Routes of a collection. They come before Payload's own of the same path and so replace them. */
export const collectionEndpoints: Record<string, Endpoint[]> = {}
