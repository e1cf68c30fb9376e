import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'

/**
 * Stands for `@payloadcms/ui`, which is published as one file of 1.2 MB. The same package holds every component in a
 * file of its own; this returns the list of them, so that a page gets those it shows.
 */
export default function payloadUi() {
  const types = this.resourcePath.replace(/\.js$/, '.d.ts')
  this.addDependency(types)
  return transformSync(readFileSync(types, 'utf8'), { loader: 'ts', format: 'esm' }).code
}
