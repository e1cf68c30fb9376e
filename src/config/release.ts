import fs from 'node:fs'
import path from 'node:path'

let known: string | undefined

/** The version of this product, as package.json says it; every process runs in its folder. */
export const release = (): string =>
  (known ??= (JSON.parse(fs.readFileSync(path.resolve('package.json'), 'utf8')) as { version: string }).version)
