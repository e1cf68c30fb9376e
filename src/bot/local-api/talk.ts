import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Shown } from './chats'
import type { Person } from './person'
import { chatReader } from './terminal'

type Options = {
  person: Person
  /** All messages of the chat, deleted ones included. */
  messages: () => readonly Shown[]
  /** Resolves when the bot has handled it. */
  handled: (updateId: number) => Promise<void>
  stop: AbortSignal
}

const LOOK_MS = 250
const QUIT = /^\/(quit|exit)$/

/** A chat in the terminal or on a pipe, until the input ends or the person quits. */
export const talk = async ({ person, messages, handled, stop }: Options): Promise<void> => {
  const atTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true
  const reader = chatReader({ colours: process.stdout.isTTY === true })
  const lines = createInterface({
    input: process.stdin,
    output: atTerminal ? process.stdout : undefined,
    terminal: atTerminal,
    prompt: '> ',
  })
  stop.addEventListener('abort', () => lines.close(), { once: true })
  lines.once('SIGINT', () => lines.close())

  const show = (): void => {
    const told = reader.read(messages())
    if (told.length === 0) return
    if (atTerminal) process.stdout.write('\r\u001B[K')
    console.log(told.join('\n'))
    if (atTerminal) lines.prompt(true)
  }
  // Messages that were not asked for, such as a confirmation, appear by themselves.
  const looking = atTerminal ? setInterval(show, LOOK_MS) : undefined

  const send = async (line: string): Promise<void> => {
    const pressed = /^\d+$/.test(line) ? reader.button(Number(line)) : undefined
    const update = pressed ? person.presses(pressed.button, pressed.on) : await write(line)
    if (update === null) return
    await handled(update.update_id)
    const answer = pressed ? person.answer() : null
    if (answer && answer.text !== '') console.log(`(${answer.text})`)
    show()
  }

  const write = async (line: string) => {
    const [, file] = /^\/photo\s+(.+)$/.exec(line) ?? []
    if (file === undefined) return line === '' ? null : person.says(line.startsWith('=') ? line.slice(1) : line)
    const bytes = await readFile(file).catch((error: Error) => error)
    if (!(bytes instanceof Error)) return person.sendsPhoto(bytes)
    console.log(`That picture can't be read: ${bytes.message}`)
    return null
  }

  try {
    const input = lines[Symbol.asyncIterator]()
    await send('/start')
    for (;;) {
      if (atTerminal) lines.prompt()
      const { value, done } = await input.next()
      if (done || stop.aborted) return
      const line = value.trim()
      if (!atTerminal) console.log(`> ${line}`)
      if (QUIT.test(line)) return
      await send(line)
    }
  } finally {
    clearInterval(looking)
    lines.close()
  }
}
