import type { MessageEntity } from 'telegraf/types'
import type { Shown } from './chats'
import { buttonsOf } from './person'

type Styles = { bold: (text: string) => string; faint: (text: string) => string; button: (text: string) => string }

const ansi = (code: number) => (text: string) => `\u001B[${code}m${text}\u001B[0m`
const same = (text: string): string => text
const PLAIN: Styles = { bold: same, faint: same, button: same }
const COLOURED: Styles = { bold: ansi(1), faint: ansi(2), button: ansi(36) }

export type Pressable = { number: number; button: { text: string; callback_data?: string }; on: Shown }

/** Prints what changed in a chat since the last call, and numbers the buttons that can be pressed. */
export const chatReader = ({ colours }: { colours: boolean }) => {
  const styles = colours ? COLOURED : PLAIN
  const seen = new Map<number, string>()
  let pressable: Pressable[] = []

  const linesOf = (shown: Shown): string[] => {
    const again = seen.has(shown.id) ? styles.faint(' (changed)') : ''
    const attached = shown.attachment
      ? [styles.faint(shown.attachment.kind === 'photo' ? '[photo]' : `[file ${shown.attachment.name}]`)]
      : []
    return [
      `${styles.faint('┌')}${again}`,
      ...[...attached, ...marked(shown.text, shown.entities, styles).split('\n')].map(
        (line) => `${styles.faint('│')} ${line}`,
      ),
    ]
  }

  const numbered = (shown: Shown): string[] => {
    pressable = []
    return buttonsOf(shown).map((row) => {
      const words = row.map((button) => {
        // The head and the empty cells of a calendar do nothing, so they get no number.
        if (!/[\p{L}\p{N}]/u.test(button.text) || /^(пн|вт|ср|чт|пт|сб|вс)$/.test(button.text)) return button.text
        const number = pressable.push({ number: pressable.length + 1, button, on: shown })
        return `${styles.button(`[${number}]`)} ${button.text}`
      })
      return `${styles.faint('│')}   ${words.join('   ')}`
    })
  }

  return {
    /** New, changed and deleted messages, and then the buttons with their numbers. */
    read: (all: readonly Shown[]): string[] => {
      const messages = all.filter(({ from }) => from.is_bot)
      const fresh = messages.filter((shown) => !shown.deleted && seen.get(shown.id) !== stateOf(shown))
      const gone = messages.filter((shown) => shown.deleted && seen.has(shown.id))
      const lines =
        gone.length > 0
          ? [styles.faint(`(${gone.length === 1 ? 'a message is' : `${gone.length} messages are`} taken away)`)]
          : []
      const menu = messages.filter((shown) => !shown.deleted && buttonsOf(shown).length > 0).at(-1)
      if (!menu) pressable = []
      for (const shown of fresh)
        lines.push(...linesOf(shown), ...(shown === menu ? numbered(shown) : []), styles.faint('└'))
      for (const shown of fresh) seen.set(shown.id, stateOf(shown))
      for (const shown of gone) seen.delete(shown.id)
      return lines
    },
    button: (number: number): Pressable | undefined => pressable.find((one) => one.number === number),
    count: (): number => pressable.length,
  }
}

const stateOf = ({ text, edits, markup }: Shown): string => JSON.stringify([text, edits, markup])

/** Bold where the terminal can show it; everything else as plain text. */
const marked = (text: string, entities: readonly MessageEntity[], { bold }: Styles): string =>
  entities
    .filter(({ type }) => type === 'bold')
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (result, { offset, length }) =>
        `${result.slice(0, offset)}${bold(result.slice(offset, offset + length))}${result.slice(offset + length)}`,
      text,
    )
