import { existsSync } from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the compiled product. */
    compiled: string
  }
}

export const entryIn = (compiled: string | undefined, source: string): string => {
  const made = path.join(compiled ?? '', source.replace(/\.ts$/, '.mjs'))
  return existsSync(made) ? made : source
}

/** The entry point for `scripts/run.mjs`: the compiled one if it exists, otherwise the source. */
export const compiledEntry = (source: string): string => entryIn(inject('compiled'), source)
