import { createHash, randomUUID } from 'node:crypto'
import type { ChatMember, InlineKeyboardMarkup, MessageEntity, User } from 'telegraf/types'
import { badRequest, forbidden, Refusal } from './refusal'

export type Photo = { fileId: string; bytes: Buffer }

/** A message as it looks now to everybody in the chat. */
export type Shown = {
  id: number
  chat: number
  from: User
  date: number
  editDate?: number
  /** The text of the message, or the caption of its attachment. */
  text: string
  entities: MessageEntity[]
  attachment?: { kind: 'photo' | 'document'; fileId: string; name: string }
  markup?: InlineKeyboardMarkup
  /** A reply keyboard, or its removal. */
  keyboard?: unknown
  deleted: boolean
  edits: number
}

export type Status = ChatMember['status'] | 'restrictedMember'
export type Chat = {
  id: number
  type: 'private' | 'supergroup'
  title?: string
  person?: User
  blocked: boolean
  started: boolean
  movedTo?: number
  members: Map<number, Status>
  messages: Shown[]
}
export type StoredFile = { id: string; uniqueId: string; path: string; bytes: Buffer }

/** Everything the server stores: people, chats, messages, files. */
export class Chats {
  readonly chats = new Map<number, Chat>()
  readonly people = new Map<number, User>()
  readonly files = new Map<string, StoredFile>()
  private readonly lastIds = new Map<number, number>()

  addPerson(user: User, started: boolean): Chat {
    this.people.set(user.id, user)
    const known = this.chats.get(user.id)
    if (known) return known
    const chat: Chat = {
      id: user.id,
      type: 'private',
      person: user,
      blocked: false,
      started,
      members: new Map(),
      messages: [],
    }
    this.chats.set(user.id, chat)
    return chat
  }

  addGroup(id: number, title: string): Chat {
    const chat: Chat = {
      id,
      type: 'supergroup',
      title,
      blocked: false,
      started: true,
      members: new Map(),
      messages: [],
    }
    this.chats.set(id, chat)
    return chat
  }

  known(id: unknown): Chat {
    const chat = this.chats.get(Number(id))
    if (!chat) throw badRequest('chat not found')
    if (chat.movedTo !== undefined)
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: chat.movedTo,
      })
    return chat
  }

  /** The chat, if the bot may write to it. */
  writable(id: unknown): Chat {
    const chat = this.known(id)
    if (chat.blocked)
      throw forbidden(
        chat.type === 'private' ? 'bot was blocked by the user' : 'bot was kicked from the supergroup chat',
      )
    if (!chat.started) throw forbidden("bot can't initiate conversation with a user")
    return chat
  }

  post(chat: Chat, message: Omit<Shown, 'id' | 'chat' | 'deleted' | 'edits'>): Shown {
    const id = (this.lastIds.get(chat.id) ?? 0) + 1
    this.lastIds.set(chat.id, id)
    const shown: Shown = { ...message, id, chat: chat.id, deleted: false, edits: 0 }
    chat.messages.push(shown)
    return shown
  }

  message(chat: Chat, id: unknown): Shown | undefined {
    return chat.messages.find((message) => message.id === Number(id) && !message.deleted)
  }

  addFile(bytes: Buffer, folder: 'photos' | 'documents', name: string): StoredFile {
    const id = `AgAC${randomUUID().replaceAll('-', '')}`
    const extension = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? (folder === 'photos' ? '.jpg' : '.bin')
    const file = {
      id,
      uniqueId: createHash('sha256').update(bytes).digest('base64url').slice(0, 16),
      path: `${folder}/file_${this.files.size}${extension}`,
      bytes,
    }
    this.files.set(id, file)
    return file
  }
}

const BASE = { can_manage_chat: true, can_be_edited: false } as const

export const memberOf = (user: User, status: Status): ChatMember => {
  if (status === 'restrictedMember' || status === 'restricted')
    return { status: 'restricted', user, is_member: status === 'restrictedMember', until_date: 0 } as ChatMember
  if (status === 'kicked') return { status, user, until_date: 0 }
  if (status === 'administrator') return { status, user, ...BASE } as ChatMember
  if (status === 'creator') return { status, user, is_anonymous: false }
  return { status, user } as ChatMember
}
