import { atSource } from '@/config/sources'
import { describeFault, type Fault } from '@/domain/faults/describe'

/** What may be written down of a fault, with the places in the sources, also from what was built of them. */
export const faultOf = (error: unknown): Fault => describeFault(error, atSource)
