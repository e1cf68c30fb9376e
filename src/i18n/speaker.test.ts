import { describe, expect, it } from 'vitest'
import { panelText } from './panel'
import { speaker } from './speaker'

const text = speaker(
  {
    greeting: { hello: 'Hello, {name}!', bye: 'Bye' },
    counted: {
      people: { one: '{count} person at {place}', other: '{count} people at {place}' },
      'with.dots': { inside: 'In' },
    },
  },
  {
    greeting: { hello: 'Привет, {name}!', bye: 'Пока' },
    counted: {
      people: {
        one: '{count} человек в {place}',
        few: '{count} человека в {place}',
        many: '{count} человек в {place}',
        other: '{count} человека в {place}',
      },
      'with.dots': { inside: 'Внутри' },
    },
  },
)

describe('texts of the panel', () => {
  it('counts people as Russian does', () => {
    const said = [0, 1, 2, 5, 11, 21, 22, 111, 121].map((count) => panelText('ru', 'ui.people', { count }))
    expect(said).toEqual([
      '0 человек',
      '1 человек',
      '2 человека',
      '5 человек',
      '11 человек',
      '21 человек',
      '22 человека',
      '111 человек',
      '121 человек',
    ])
  })

  it('counts people as English does', () => {
    expect([1, 2, 21].map((count) => panelText('en', 'ui.people', { count }))).toEqual([
      '1 person',
      '2 people',
      '21 people',
    ])
  })

  it('fills in what is given and shows what is missing, which the types refuse', () => {
    expect(panelText('ru', 'ui.pageOf', { page: 2, pages: 7 })).toBe('2 из 7')
    // @ts-expect-error: `pages` is forgotten.
    expect(panelText('en', 'ui.pageOf', { page: 2 })).toBe('2 of {pages}')
  })
})

describe('a text', () => {
  it('is refused by the types without its key, its values or its count', () => {
    const wrong = () => [
      // @ts-expect-error: there is no such key.
      text('en', 'greeting.helo'),
      // @ts-expect-error: a group is no text.
      text('en', 'greeting'),
      // @ts-expect-error: the value is forgotten.
      text('en', 'greeting.hello'),
      // @ts-expect-error: the value has another name.
      text('en', 'greeting.hello', { nam: 'Anna' }),
      // @ts-expect-error: nothing is to be filled in.
      text('en', 'greeting.bye', { name: 'Anna' }),
      // @ts-expect-error: a plural needs its count.
      text('en', 'counted.people', { place: 'the gate' }),
      // @ts-expect-error: a count is a number.
      text('en', 'counted.people', { place: 'the gate', count: '2' }),
    ]
    expect(wrong).toBeTypeOf('function')
  })

  it('groups thousands as its language does, unless it is not to', () => {
    const plain = speaker({ a: { rows: 'Rows: {rows}' } }, { a: { rows: 'Строк: {rows}' } }, { ungrouped: true })
    expect(text('en', 'counted.people', { count: 12_000, place: 'A' })).toBe('12,000 people at A')
    expect(text('ru', 'counted.people', { count: 12_000, place: 'A' })).toBe('12\u00a0000 человек в A')
    expect(plain('ru', 'a.rows', { rows: 12_000 })).toBe('Строк: 12000')
  })

  it('leaves a value alone that looks like a placeholder', () => {
    expect(text('en', 'counted.people', { count: 1, place: '{count}' })).toBe('1 person at {count}')
  })

  it('comes in pieces where a value is more than a string', () => {
    const bold = { bold: 'Anna' }
    expect(text.parts<'greeting.hello', typeof bold>('ru', 'greeting.hello', { name: bold })).toEqual([
      'Привет, ',
      bold,
      '!',
    ])
  })

  it('is found by a key with dots of its own', () => {
    expect(text('ru', 'counted.with.dots.inside')).toBe('Внутри')
  })
})

describe('a word for what stands in the database', () => {
  it('is that of its group', () => {
    expect(text.word('ru', 'greeting', 'bye')).toBe('Пока')
  })

  it('is the name itself where there is none', () => {
    expect(['missing', 'constructor', ''].map((name) => text.word('ru', 'greeting', name))).toEqual([
      'missing',
      'constructor',
      '',
    ])
  })
})
