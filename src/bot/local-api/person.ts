import { randomUUID } from 'node:crypto'
import type { CallbackQuery, ChatMemberUpdated, InlineKeyboardButton, Message, Update, User } from 'telegraf/types'
import { memberOf, type Chat, type Shown, type Status } from './chats'
import { commandsIn } from './html'
import type { Callback, World } from './methods'
import { wireChat, wireMessage } from './wire'

type Button = InlineKeyboardButton & { callback_data?: string }

/** A person using Telegram. Everything they do becomes an update for the bot. */
export class Person {
  /** The number of taps and messages so far. */
  deeds = 0
  private lastCallback: Callback | undefined

  constructor(
    readonly user: User,
    private readonly world: World,
    private readonly chat: Chat,
  ) {}

  get id(): number {
    return this.user.id
  }

  says(text: string): Update {
    return this.posts({ text, entities: commandsIn(text) })
  }

  sendsPhoto(bytes: Buffer, caption = ''): Update {
    const { id, path } = this.world.chats.addFile(bytes, 'photos', 'photo.jpg')
    return this.posts({ text: caption, entities: [], attachment: { kind: 'photo', fileId: id, name: path } })
  }

  sendsDocument(bytes: Buffer, name: string): Update {
    const { id } = this.world.chats.addFile(bytes, 'documents', name)
    return this.posts({ text: '', entities: [], attachment: { kind: 'document', fileId: id, name } })
  }

  /** Edits one of their messages. */
  rewrites(id: number, text: string): Update {
    const shown = this.chat.messages.find((message) => message.id === id && message.from.id === this.id)
    if (!shown) throw new Error(`${this.user.first_name} wrote no message ${id}`)
    Object.assign(shown, { text, editDate: this.seconds() })
    return this.world.updates.push(this.chat.id, {
      edited_message: wireMessage(this.world.chats, this.chat, shown),
    } as never)
  }

  /** Deletes a message, their own or the bot's. The bot gets no update about it. */
  deletes(id: number): void {
    const shown = this.world.chats.message(this.chat, id)
    if (shown) shown.deleted = true
  }

  /** Taps a button of the newest message that has it, by its whole label or by a part that fits only one. */
  taps(label: string | RegExp): Update {
    for (const shown of this.visible().reverse()) {
      const buttons = buttonsOf(shown).flat()
      const matches = buttons.filter(({ text }) => (typeof label === 'string' ? text === label : label.test(text)))
      const found =
        matches.length > 0
          ? matches
          : typeof label === 'string'
            ? buttons.filter(({ text }) => text.includes(label))
            : []
      if (found.length > 1 && matches.length === 0)
        throw new Error(`“${String(label)}” could be ${found.map(({ text }) => `“${text}”`).join(' or ')}`)
      if (found[0]) return this.presses(found[0], shown)
    }
    throw new Error(`${this.user.first_name} sees no button “${String(label)}”, but:\n${describe(this.visible())}`)
  }

  /** Presses any button, even somebody else's or one that no longer exists. */
  presses(button: { callback_data?: string; text?: string }, on: Shown): Update {
    this.deeds += 1
    const { callback_data: data } = button
    if (data === undefined) throw new Error(`“${button.text}” is not a button the bot hears of`)
    const chat = this.world.chats.chats.get(on.chat) ?? this.chat
    const callback: Callback = { id: randomUUID(), chat: on.chat, user: this.id, at: this.world.now().getTime() }
    this.world.callbacks.set(callback.id, callback)
    this.lastCallback = callback
    const message = wireMessage(this.world.chats, chat, on)
    const query = { id: callback.id, from: this.user, message, chat_instance: String(on.chat), data } as CallbackQuery
    return this.world.updates.push(on.chat, { callback_query: query } as never)
  }

  /** The notice that answered the last tap; null if it was not answered. */
  answer(): { text: string; alert: boolean } | null {
    return this.lastCallback?.answer ?? null
  }

  blocks(blocked = true): Update {
    this.chat.blocked = blocked
    const membership = (status: Status) => memberOf(this.world.bot, status)
    return this.changed(
      'my_chat_member',
      this.chat,
      membership(blocked ? 'member' : 'kicked'),
      membership(blocked ? 'kicked' : 'member'),
    )
  }

  /** Changes their status in a group. The bot is told where it is an administrator and asked for it. */
  becomes(status: Status, group: Chat): Update {
    const before = memberOf(this.user, group.members.get(this.id) ?? 'left')
    group.members.set(this.id, status)
    return this.changed('chat_member', group, before, memberOf(this.user, status))
  }

  /** The messages in the chat now, oldest first. */
  messages(): Shown[] {
    return this.chat.messages.filter(({ deleted }) => !deleted)
  }

  private visible(): Shown[] {
    return this.messages().filter(({ from }) => from.is_bot)
  }

  private posts(part: Pick<Shown, 'text' | 'entities' | 'attachment'>): Update {
    this.deeds += 1
    Object.assign(this.chat, { started: true })
    const shown = this.world.chats.post(this.chat, { from: this.user, date: this.seconds(), ...part })
    return this.world.updates.push(this.chat.id, {
      message: wireMessage(this.world.chats, this.chat, shown) as Message & Update.NonChannel,
    } as never)
  }

  private changed(
    kind: 'chat_member' | 'my_chat_member',
    chat: Chat,
    before: ChatMemberUpdated['old_chat_member'],
    after: ChatMemberUpdated['new_chat_member'],
  ): Update {
    const change = {
      chat: wireChat(chat),
      from: this.user,
      date: this.seconds(),
      old_chat_member: before,
      new_chat_member: after,
    }
    return this.world.updates.push(chat.id, { [kind]: change } as never)
  }

  private seconds(): number {
    return Math.floor(this.world.now().getTime() / 1000)
  }
}

export const buttonsOf = (shown: Shown): Button[][] => (shown.markup?.inline_keyboard ?? []) as Button[][]

export const describe = (messages: readonly Shown[]): string =>
  messages
    .map((shown) =>
      [
        `${shown.from.first_name}: ${shown.text}`,
        ...buttonsOf(shown).map((row) => `  ${row.map(({ text }) => `[${text}]`).join(' ')}`),
      ].join('\n'),
    )
    .join('\n')
