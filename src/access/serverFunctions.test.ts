import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SERVER_FUNCTIONS } from './serverFunctions'

it('are some of those that Payload has', () => {
  const code = readFileSync('node_modules/@payloadcms/next/dist/utilities/handleServerFunctions.js', 'utf8')
  const table = /const baseServerFunctions = \{([\s\S]*?)\n\};/.exec(code)?.[1] ?? ''
  const names = [...table.matchAll(/^\s*'?([\w-]+)'?:/gm)].map(([, name]) => name)
  expect([...SERVER_FUNCTIONS].filter((name) => !names.includes(name))).toEqual([])
})
