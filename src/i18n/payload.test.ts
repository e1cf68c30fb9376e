import { ru } from '@payloadcms/translations/languages/ru'
import { describe, expect, it } from 'vitest'
import { translations } from './payload'

type Groups = Record<string, Record<string, unknown>>

/** What this panel has no screen for, so that nobody sees its plurals. */
const UNSEEN: [key: RegExp, why: string][] = [
  [
    /^general:(aboutToDeleteCount|aboutToPermanentlyDelete)|^error:unableToDeleteCount/,
    'many are never deleted at once',
  ],
  [/[Tt]rash|[Rr]estore|permanentlyDeleted/, 'no collection has a bin'],
  [/^general:mov(e|ing)|^folder:/, 'no collection has folders'],
  [/^version:/, 'no collection has versions'],
  [/^error:localesNotSaved/, 'contents are in one language'],
  [/^general:successfullyReindexed/, 'Payload’s own search is not used'],
  [/^error:followingFieldsInvalid/, 'it names the fields, not how many they are'],
]

const COUNTED = /\{\{count\}\} \{\{label\}\}|\{\{total\}\} \{\{label\}\}/

describe('what Payload says in Russian', () => {
  it('never puts a number before a title that is not declined', () => {
    const ours = translations.ru as Groups
    const naive = Object.entries(ru.translations as unknown as Groups).flatMap(([group, texts]) =>
      Object.entries(texts)
        .map(([name, text]) => ({ key: `${group}:${name}`, text: String(ours[group]?.[name] ?? text) }))
        .filter(({ key, text }) => COUNTED.test(text) || (/_(one|few|many|other)$/.test(key) && !/[:(]/.test(text)))
        .map(({ key }) => key),
    )
    expect(naive.filter((key) => !UNSEEN.some(([unseen]) => unseen.test(key)))).toEqual([])
  })
})
