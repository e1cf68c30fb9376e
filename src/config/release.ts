import fs from 'node:fs'
import path from 'node:path'

let known: string | undefined

/** The product's version from package.json. Every process runs in the product's folder. */
export const release = (): string =>
  (known ??= (JSON.parse(fs.readFileSync(path.resolve('package.json'), 'utf8')) as { version: string }).version)
