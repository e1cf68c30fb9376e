import type { Access } from 'payload'

/** Written by operations only: closed to every direct write. */
export const nobody: Access = () => false
