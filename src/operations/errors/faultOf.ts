import { atSource } from '@/config/sources'
import { describeFault, type Fault } from '@/domain/faults/describe'

/** The part of a fault that is safe to store, with locations in the sources even when the code was built. */
export const faultOf = (error: unknown): Fault => describeFault(error, atSource)
