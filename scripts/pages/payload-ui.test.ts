import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import payloadUi from './payload-ui.mjs'

const folder = path.dirname(createRequire(import.meta.url).resolve('@payloadcms/ui'))
const published = path.join(folder, 'index.js')

/** The names after `as` in lists of exports, or the names themselves. */
const exported = (code: string): string[] =>
  [...code.matchAll(/export\s*\{([^}]*)\}/g)]
    .flatMap(([, list = '']) => list.split(','))
    .map(
      (one) =>
        one
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    )
    .filter((name) => name !== '')
    .sort()

test('the list of single components names all that Payload publishes in one file', () => {
  const listed = exported(payloadUi.call({ resourcePath: published, addDependency: () => undefined }))
  expect(listed.length).toBeGreaterThan(200)
  expect(listed).toEqual(exported(readFileSync(published, 'utf8')))
})

test('the styles of the single components are in the one file of styles', () => {
  const styles = readFileSync(createRequire(import.meta.url).resolve('@payloadcms/next/css'), 'utf8')
  for (const name of ['.btn', '.rs__control', '.react-datepicker', '.nav__link', '.popup', '.table'])
    expect([name, styles.includes(name)]).toEqual([name, true])
})
