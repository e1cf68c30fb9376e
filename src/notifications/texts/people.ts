import { html, joinHtml, type Html } from '@/notifications/telegram/html'
import { formatPhone } from '@/domain/visitors/format-phone'
import { say } from './say'

/** One occurrence in a message: its people, place and time. */
export type Section = {
  occurrence: string
  startsAt: Date
  endsAt: Date
  timezone: string
  service: string
  place: string
  address: string | null
  people: string[]
  /** Who they are: somebody on two services is one person, and namesakes are two. */
  visitors: string[]
}

type Fact = Omit<Section, 'people' | 'visitors'> & { visitor: string; fullName: string }

/** Whom to warn, and how: whoever booked them asks for the card and calls. */
export const reachable = ({ fullName, cardNumber, phone }: Reachable): string =>
  [fullName, cardNumber && say('telegram.card', { card: cardNumber }), phone && formatPhone(phone)]
    .filter(Boolean)
    .join(', ')

export type Reachable = { fullName: string; cardNumber: string | null; phone: string | null }

/** Groups facts by occurrence, in their order. */
export const sectionsOf = <One extends Fact>(
  facts: readonly One[],
  words: (fact: One) => string = ({ fullName }) => fullName,
): Section[] => {
  const sections = new Map<string, Section>()
  for (const fact of facts) {
    const section = sections.get(fact.occurrence) ?? { ...fact, people: [], visitors: [] }
    section.people.push(words(fact))
    section.visitors.push(fact.visitor)
    sections.set(fact.occurrence, section)
  }
  return [...sections.values()]
}

/** A message has room for 4,096 characters, so further sections are only mentioned. */
const MOST_SECTIONS = 12
const MOST_PEOPLE = 60

export const whereText = ({ place, address }: Pick<Section, 'place' | 'address'>): Html =>
  address ? html`${place}, ${address}` : html`${place}`

const namesText = (people: readonly string[], most: number): Html => {
  const more = people.length - most
  return joinHtml(
    [
      ...people.slice(0, most).map((name) => html`• ${name}`),
      ...(more > 0 ? [html`${say('telegram.moreNames', { count: more })}`] : []),
    ],
    '\n',
  )
}

/** Lists the sections, each with a heading and its people. */
export const listText = <One extends Section>(sections: readonly One[], head: (section: One) => Html): Html => {
  const shown = sections.slice(0, MOST_SECTIONS)
  const each = Math.max(3, Math.floor(MOST_PEOPLE / Math.max(1, shown.length)))
  const more = sections.length - shown.length
  const parts = shown.map((section) => html`${head(section)}\n${namesText(section.people, each)}`)
  return joinHtml([...parts, ...(more > 0 ? [html`${say('telegram.moreSections', { count: more })}`] : [])], '\n\n')
}

export const peopleIn = (sections: readonly Section[]): number =>
  new Set(sections.flatMap(({ visitors }) => visitors)).size
