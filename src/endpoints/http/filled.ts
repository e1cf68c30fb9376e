type Related = { id: string; createdAt: string }

/**
 * A document as it is returned, although the collection's type is less strict: an empty value is null, never missing,
 * and a relationship is an id.
 */
export type Filled<Doc> = Doc extends readonly (infer Item)[]
  ? Filled<Item>[]
  : Doc extends object
    ? {
        [Name in keyof Doc]-?:
          Filled<Exclude<Doc[Name], undefined | Related>> | (undefined extends Doc[Name] ? null : never)
      }
    : Doc

export const filled = <Doc extends object>(doc: Doc): Filled<Doc> => doc as Filled<Doc>
