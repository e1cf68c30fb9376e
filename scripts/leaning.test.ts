import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const below = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm
const CLASS = /\.(-?[a-z_][\w-]*)/gi
/** A selector in code: what `querySelector`, `querySelectorAll` and `closest` are asked for. */
const ASKED = /\b(?:querySelector(?:All)?(?:<\w+>)?|closest)\(\s*(['"`])([\s\S]*?)\1/g

const inStyles = (): string[] =>
  below('src', /\.scss$/).flatMap((text) =>
    [...text.replace(COMMENTS, '').matchAll(CLASS)].map(([, name = '']) => name),
  )
const inCode = (): string[] =>
  below('src', /(?<!\.test)\.tsx?$/).flatMap((text) =>
    [...text.matchAll(ASKED)].flatMap(([, , selector = '']) =>
      [...selector.matchAll(CLASS)].map(([, name = '']) => name),
    ),
  )

/** Those of Payload and of what it brings: ours begin with `pr-`. */
const foreign = [...new Set([...inStyles(), ...inCode()])].filter((name) => !name.startsWith('pr-')).sort()

const THEIRS = ['@payloadcms/ui', '@payloadcms/next', 'react-select', 'react-day-picker', 'react-datepicker']
const theirs = THEIRS.flatMap((name) => below(`node_modules/${name}/dist`, /\.(?:js|css)$/)).join('\n')

const says = (word: string): boolean => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(theirs)
/** Put together from pieces: `block__part`, `block--kind`, and what react-select and react-day-picker make of a prefix and a part. */
const isPutTogether = (name: string): boolean => {
  const [, part] = /^(?:rs__|rdp-)(.+)$/.exec(name) ?? []
  if (part !== undefined) return says(part)
  const [, block = '', ending = ''] = /^(.+?)((?:__|--).+)$/.exec(name) ?? []
  // A kind of the form's own block is the slug of a collection of ours, or how it is shown.
  return block !== '' && says(block) && (theirs.includes(ending) || name.startsWith('collection-edit--'))
}

it('knows what it looks for', () => {
  expect(foreign.length).toBeGreaterThan(80)
})

it('finds every class of another package, that a style or a selector of ours names, in that package', () => {
  expect(foreign.filter((name) => !says(name) && !isPutTogether(name))).toEqual([])
})

const page = readFileSync('docs/leaning-on-insides.md', 'utf8')
/** Files and folders in backticks, with a place in the project. */
const named = [...page.matchAll(/`((?:src|tests|scripts|bench)\/[^`*]*)`/g)].map(([, name = '']) => name)

it('has a page that names files there are', () => {
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((name) => !existsSync(name))).toEqual([])
})

/** Past the types of a package: what is cast by way of `unknown`, unless it is `globalThis`, where ours are kept. */
const CAST =
  /(?<!globalThis) as unknown as |Object\.setPrototypeOf|\._sid\b|\bfrom '(?:[^'./@][^'/]*|@[^'/]+\/[^'/]+)\/dist\//
/** Casts among types of our own, each with what it is. */
const OURS: Record<string, string> = {
  'src/admin/fields/IssueKey.tsx': 'a key of our own texts',
  'src/db/participants.ts': 'a date or its text in a row of ours',
  'src/db/embedded/run.ts': 'an environment without what Next.js says is in every one',
}

it('names every file that casts the types of a package away', () => {
  const casting = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && CAST.test(readFileSync(name, 'utf8')))
  expect(casting.filter((name) => !named.includes(name) && !(name in OURS))).toEqual([])
  expect(Object.keys(OURS).filter((name) => !casting.includes(name))).toEqual([])
})
