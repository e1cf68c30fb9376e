/**
 * Why a process can't start or continue, in one sentence for the person at the terminal. Entry points print only the
 * sentence. Any other error is a fault of the program and is shown with its stack.
 */
export class Failure extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'Failure'
  }
}

/** The operating system's error code (ENOSPC, EACCES…); undefined for any other error. */
export const systemCode = (error: unknown): string | undefined => {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** Describes a failed file operation in a sentence. Other errors are thrown again. */
export const fileFailure = (error: unknown, file: string): Failure => {
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Failure(`The disk is full: ${file} can't be written.`, { cause: error })
  if (code === 'EROFS')
    return new Failure(`${file} is on a read-only file system: set DATA_DIR to a folder that can be written.`, {
      cause: error,
    })
  if (code === 'EACCES' || code === 'EPERM') {
    return new Failure(`No permission for ${file}: change its owner, or set DATA_DIR to a folder of your own.`, {
      cause: error,
    })
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Failure(`${file} can't be used: a file is where a folder should be.`, { cause: error })
  }
  if (code === 'ENOENT')
    return new Failure(`${file} can't be created: the system allows no folder there.`, { cause: error })
  throw error
}
