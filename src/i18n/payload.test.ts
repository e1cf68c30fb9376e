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
  [/[Tt]rash|[Rr]estor|permanentlyDeleted/, 'no collection has a bin'],
  [/^general:mov(e|ing)|^folder:/, 'no collection has folders'],
  [/^version:/, 'no collection has versions'],
  [/^error:localesNotSaved/, 'contents are in one language'],
  [/^general:successfullyReindexed/, 'Payload’s own search is not used'],
  [/^error:followingFieldsInvalid/, 'it names the fields, not how many they are'],
]

/** Of parts of Payload that no collection here uses: copying between languages, links in texts, previews, publishing. */
const NEVER_SHOWN = [
  /^general:(?:copyWarning|groupByLabel|confirm(?:Reindex|Copy)|reindex|schedulePublishFor|takeOver)/,
  /^error:(?:autosaving|missingIDOf|previewing|revertingDocument|unPublishingDocument)/,
  /^fields:(?:choose(?:Between|Document)|customURL|relatedDocument|labelRelationship|linkedTo)/,
  /^upload:sizesFor/,
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

  it('never puts a title into a sentence, and speaks of records rather than of documents', () => {
    const ours = translations.ru as Groups
    const bad = Object.entries(ru.translations as unknown as Groups).flatMap(([group, texts]) =>
      Object.entries(texts)
        .map(([name, text]) => ({ key: `${group}:${name}`, text: String(ours[group]?.[name] ?? text) }))
        .filter(({ text }) => /[а-яё] (?:<\d>)?\{\{(?:label|title)\}\}|документ/i.test(text.replace(/«[^»]*»/g, '')))
        .map(({ key }) => key),
    )
    const unseen = [...UNSEEN.map(([key]) => key), ...NEVER_SHOWN]
    expect(bad.filter((key) => !unseen.some((one) => one.test(key)))).toEqual([])
  })
})
