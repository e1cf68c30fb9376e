import { describe, expect, it } from 'vitest'
import { compare } from './dictionaries'
import { readSource } from './sources'
import { unused } from './uses'

const days = { one: '{count} день', few: '{count} дня', many: '{count} дней', other: '{count} дня' }

describe('two languages', () => {
  it('are equal with the same keys, values and plurals', () => {
    const en = { a: { hello: 'Hello, {name}', days: { one: '{count} day', other: '{count} days' } } }
    expect(compare(en, { a: { hello: 'Привет, {name}', days } })).toEqual([])
  })

  it.each([
    ['a text is missing', { a: { x: 'X' } }, { a: {} }, 'ru a.x: missing'],
    ['a text is one too many', { a: {} }, { a: { x: 'Икс' } }, 'ru a.x: English has no such text'],
    ['a value is lost', { x: 'Hello, {name}' }, { x: 'Привет' }, 'x: not the same values in both languages'],
    ['a text is empty', { x: 'X' }, { x: '' }, 'ru x: empty'],
    ['a brace is left open', { x: 'X' }, { x: 'Икс {' }, 'ru x: a brace that is no placeholder'],
    ['English is Russian', { x: 'Икс' }, { x: 'Икс' }, 'en x: Russian in it'],
    ['only one counts', { x: '{count} days' }, { x: days }, 'x: counted in one language only'],
    [
      'a Russian plural lacks a form',
      { x: { one: '{count} day', other: '{count} days' } },
      { x: { one: '{count} день', other: '{count} дня' } },
      'ru x: a plural has the forms one, few, many, other',
    ],
  ])('differ when %s', (_why, en, ru, problem) => {
    expect(compare(en, ru)).toEqual([problem])
  })
})

describe('texts that nothing shows', () => {
  const en = { a: { plain: 'Plain', kind: { x: 'X', y: 'Y' } }, errors: { BUSY: 'Busy' }, fields: { date: 'A date' } }
  const unusedIn = (source: string, bare: string[] = []) => unused(en, [readSource('a.ts', source)], bare)

  it('are found', () => {
    expect(unusedIn("t('a.plain'); t(`errors.${code}`); t('fields.date')")).toEqual([
      'a.kind.x: nothing shows it',
      'a.kind.y: nothing shows it',
    ])
  })

  it('are not those of a group that is reached through a union', () => {
    const rest = "t('a.plain'); t('fields.date'); t(`errors.${code}`);"
    expect(unusedIn(`${rest} t(\`a.kind.\${kind}\`)`)).toEqual([])
    expect(unusedIn(`${rest} text.word('ru', 'a.kind', kind)`)).toEqual([])
    expect(unusedIn("t('a.plain'); options('a.kind'); options('errors'); options('fields')")).toEqual([])
  })

  it('can’t hide behind half a name or a whole area', () => {
    const rest = "t('fields.date'); t(`errors.${code}`); t('a.plain');"
    expect(unusedIn(`${rest} t(\`a.kind.x\${rest}\`); options('a.kind')`)).toEqual([
      '`a.kind.x${…}`: put what is chosen from into a group of its own',
    ])
    expect(unusedIn(`${rest} t(\`a.\${name}\`)`)).toEqual([
      'a: chosen from as a whole, yet some of its texts are named one by one',
    ])
  })

  it('may be named without their area where the rules do so', () => {
    const rest = "t('a.plain'); options('a.kind'); t(`errors.${code}`); t(`fields.${name}`);"
    expect(unusedIn(rest, ['fields'])).toEqual(['fields.date: nothing names it'])
    expect(unusedIn(`${rest} refuse('date')`, ['fields'])).toEqual([])
  })
})

describe('Russian in a source', () => {
  it('is found in strings, templates and on screens', () => {
    const { russian } = readSource('a.tsx', "const a = 'Да'\nconst b = `${a} нет`\nconst c = <p>Быть может</p>\n")
    expect(russian).toEqual([
      { line: 1, text: 'Да' },
      { line: 2, text: 'нет' },
      { line: 3, text: 'Быть может' },
    ])
  })

  it('may stand in comments, patterns, examples of the API and rules of spelling', () => {
    const source =
      "// Да\nconst a = /г\\.$/\nconst b = { bodyExample: { name: 'Вера' } }\nconst c = x.replaceAll('ё', 'е')\n"
    expect(readSource('a.ts', source).russian).toEqual([])
  })
})
