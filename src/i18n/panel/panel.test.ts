import { describe, expect, it } from 'vitest'
import { panelText } from '.'
import { en } from './en'
import { ru } from './ru'

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

  it('fills in what is given and shows what is missing', () => {
    expect(panelText('ru', 'ui.pageOf', { page: 2, pages: 7 })).toBe('2 из 7')
    expect(panelText('en', 'ui.pageOf', { page: 2 })).toBe('2 of {pages}')
  })

  it('has the few and the many of everything that is counted in Russian', () => {
    const lacking = Object.entries(ru).flatMap(([area, texts]) =>
      Object.entries(texts)
        .filter(([, text]) => typeof text === 'object' && !('few' in text && 'many' in text))
        .map(([key]) => `${area}.${key}`),
    )
    expect(lacking).toEqual([])
  })

  it('uses the same placeholders in both languages', () => {
    const placeholders = (text: unknown): string[] =>
      [...new Set([...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort()
    const different = Object.entries(en).flatMap(([area, texts]) =>
      Object.entries(texts)
        .filter(([key, text]) => {
          const other = (ru as unknown as Record<string, Record<string, unknown>>)[area]?.[key]
          return JSON.stringify(placeholders(text)) !== JSON.stringify(placeholders(other))
        })
        .map(([key]) => `${area}.${key}`),
    )
    expect(different).toEqual([])
  })
})
