// Writes the keys of the next version, ten people at a time. The test kills it in the middle.
import { deriveSearchKeys } from '@/operations/visitors/deriveSearchKeys'
import { loadPayload } from '@/processes/payload'
import { NEXT } from './otherKeys'

const payload = await loadPayload({ quiet: true })
console.log('begun')
await deriveSearchKeys(payload, { now: new Date(process.argv[2] ?? ''), derivations: NEXT, batch: 10 })
console.log('over')
