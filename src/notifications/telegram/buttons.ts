import type { Html } from './html'

/** The mark of buttons that belong to no screen of a conversation and stay good for as long as their message is there. */
export const LASTING = '-'

/** How the bot calls the opening of a visitor in the data of its buttons. */
const VISITOR = '6'

export type MessageButton = { text: string; callback_data: string }
export type Said = { text: Html; buttons: MessageButton[][] }

/** The data of a button that opens this visitor in the bot. */
export const openVisitorData = (id: string): string =>
  `${LASTING}.${VISITOR}.${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}.`

const MOST = 6
const LONGEST = 26

/**
 * A button for each of the people, with the card first: a narrow phone cuts the end. Who has no card any more is
 * erased, and there is nothing to open.
 */
export const peopleButtons = (
  people: readonly { visitor: string; fullName: string; cardNumber: string | null }[],
): MessageButton[][] =>
  [...new Map(people.map((person) => [person.visitor, person])).values()]
    .filter(({ cardNumber }) => cardNumber !== null)
    .slice(0, MOST)
    .map(({ visitor, fullName, cardNumber }) => {
      const words = Array.from(`${cardNumber} · ${fullName}`)
      const text = words.length <= LONGEST ? words.join('') : `${words.slice(0, LONGEST - 1).join('')}…`
      return [{ text, callback_data: openVisitorData(visitor) }]
    })
