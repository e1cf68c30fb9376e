import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SERVER_FUNCTIONS } from './serverFunctions'

it("are exactly Payload's own", () => {
  const code = readFileSync('node_modules/@payloadcms/next/dist/utilities/handleServerFunctions.js', 'utf8')
  const table = /const baseServerFunctions = \{([\s\S]*?)\n\};/.exec(code)?.[1] ?? ''
  const names = [...table.matchAll(/^\s*'?([\w-]+)'?:/gm)].map(([, name]) => name)
  expect([...SERVER_FUNCTIONS].sort()).toEqual(names.sort())
})
