import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const below = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm
const CLASS = /\.(-?[a-z_][\w-]*)/gi
/** A selector in code, passed to `querySelector`, `querySelectorAll` or `closest`. */
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

/** Class names of Payload and its dependencies; ours begin with `pr-`. */
const foreign = [...new Set([...inStyles(), ...inCode()])].filter((name) => !name.startsWith('pr-')).sort()

/**
 * Unbundled packages, where class names are put together in their own files. A bundle could still contain a name that
 * is gone.
 */
const THEIRS = ['@payloadcms/ui', '@payloadcms/next', 'react-select', 'react-day-picker', 'react-datepicker']
const theirs = THEIRS.flatMap((name) => below(`node_modules/${name}/dist`, /^(?!exports\/|prod\/).*\.js$/))

/** Classes put together across files, with the code that adds the ending. */
const ENDINGS: Record<string, string> = {
  'btn--style-primary': '${baseClass}--style-${buttonStyle}',
  'cell-_select': 'cell-${accessor}',
  'collection-edit--events': 'collection-edit--${collectionSlug}',
  'nav__mobile-close': '${baseClass}__mobile-close',
  'relationship--single-value__drawer-toggler': '${baseClass}__drawer-toggler',
  'template-default--nav-hydrated': '${baseClass}--nav-hydrated',
  'template-default--nav-open': '${baseClass}--nav-open',
}

const says = (code: string, word: string): boolean =>
  code.includes(word) && new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(code)
/**
 * Finds `block__part` and `block--kind` by the block's name and the ending, and parts after a prefix in react-select
 * and react-day-picker.
 */
const isGiven = (name: string): boolean => {
  if (theirs.some((code) => says(code, name))) return true
  const written = ENDINGS[name]
  if (written !== undefined) return theirs.some((code) => code.includes(written))
  const [, part] = /^(?:rs__|rdp-)(.+)$/.exec(name) ?? []
  if (part !== undefined) return theirs.some((code) => says(code, part))
  const [, block = '', ending = ''] = /^(.+?)((?:__|--).+)$/.exec(name) ?? []
  return block !== '' && theirs.some((code) => says(code, block) && says(code, ending))
}

it('knows what it looks for', () => {
  expect(foreign.length).toBeGreaterThan(80)
})

it('finds every class of another package, that a style or a selector of ours names, in that package', () => {
  expect(foreign.filter((name) => !isGiven(name))).toEqual([])
})

const page = readFileSync('docs/leaning-on-insides.md', 'utf8')
/** Files and folders in backticks that belong to the project. */
const named = [...page.matchAll(/`((?:src|tests|scripts|bench)\/[^`*]*)`/g)].map(([, name = '']) => name)

it('has a page that names files there are', () => {
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((name) => !existsSync(name))).toEqual([])
})

/**
 * Casts by way of `unknown`, which bypass the types of a package. Except `globalThis`, where we keep values of our own.
 */
const CAST =
  /(?<!globalThis) as unknown as |Object\.setPrototypeOf|\._sid\b|\bfrom '(?:[^'./@][^'/]*|@[^'/]+\/[^'/]+)\/dist\//
/** Casts between our own types, each with its reason. */
const OURS: Record<string, string> = {
  'src/db/embedded/run.ts': 'an environment without what Next.js says is in every one',
}

it('names every file that casts the types of a package away', () => {
  const casting = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name) && CAST.test(readFileSync(name, 'utf8')))
  expect(casting.filter((name) => !named.includes(name) && !(name in OURS))).toEqual([])
  expect(Object.keys(OURS).filter((name) => !casting.includes(name))).toEqual([])
})
