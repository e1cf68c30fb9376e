import type { CaptionKey, GroupOf, NamesOf } from '../shape'
import { speaker } from '../speaker'
import * as en from './en'
import * as ru from './ru'

const text = speaker(en, ru)

export type Labels = { ru: string; en: string }

/** A caption in both languages at once, as Payload wants its labels and descriptions. */
export const labels = (key: CaptionKey<typeof en>): Labels => ({ ru: text('ru', key), en: text('en', key) })

/** The options of a select: the values that the database knows, with their captions; all of the group unless named. */
export const options = <Group extends GroupOf<typeof en>>(
  group: Group,
  values: readonly NamesOf<typeof en, Group>[] = [],
): { value: string; label: Labels }[] =>
  (values.length > 0 ? values : text.names(group)).map((value) => ({
    value,
    label: { ru: text.word('ru', group, value), en: text.word('en', group, value) },
  }))
