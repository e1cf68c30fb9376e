import { expect, test } from 'vitest'
import { storable } from './storable'

test('only what PostgreSQL can’t keep is replaced, and a value is always written in one way', () => {
  const given = JSON.parse(
    '{"b": ["\\u0000", "а\\ud83d\\ude00б", "\\ud83d", "\\ude00\\ud83d"], "a\\u0000": {"z": 1e999, "__proto__": 2}}',
  ) as unknown
  expect(JSON.stringify(storable(given))).toBe(
    '{"a\ufffd":{"__proto__":2,"z":null},"b":["\ufffd","а😀б","\ufffd","\ufffd\ufffd"]}',
  )
})

test('what is deeper than any update is left out, however deep it is', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown
  expect(JSON.stringify(storable(deep))).toBe(`${'['.repeat(64)}null${']'.repeat(64)}`)
})
