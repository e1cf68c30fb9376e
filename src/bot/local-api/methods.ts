import type { InlineKeyboardMarkup, MessageEntity, User } from 'telegraf/types'
import { memberOf, type Chat, type Chats, type Shown } from './chats'
import { parseHtml } from './html'
import type { Params, Upload } from './params'
import { badRequest, forbidden } from './refusal'
import type { Updates } from './updates'
import { wireChat, wireMessage } from './wire'

export type Callback = { id: string; chat: number; user: number; at: number; answer?: { text: string; alert: boolean } }
export type World = {
  bot: User
  chats: Chats
  updates: Updates
  callbacks: Map<string, Callback>
  now: () => Date
  remembered: Map<string, unknown>
}
type Asked = { params: Params; uploads: Map<string, Upload> }
type Method = (world: World, asked: Asked, gone: AbortSignal) => unknown

const TEXT = 4096
const CAPTION = 1024
const CALLBACK_MS = 60_000
const DELETABLE_MS = 48 * 3_600_000

const formatted = (
  { params }: Asked,
  field: 'text' | 'caption',
  most: number,
): { text: string; entities: MessageEntity[] } => {
  const source = String(params[field] ?? '')
  const given = (params[field === 'text' ? 'entities' : 'caption_entities'] as MessageEntity[] | undefined) ?? []
  const result = params.parse_mode === 'HTML' ? parseHtml(source) : { text: source, entities: given }
  if (field === 'text' && result.text.trim() === '') throw badRequest('message text is empty')
  if (result.text.length > most)
    throw badRequest(field === 'text' ? 'message is too long' : 'message caption is too long')
  return result
}

const inline = (params: Params): InlineKeyboardMarkup | undefined => {
  const markup = object(params.reply_markup) as
    { inline_keyboard?: { text?: string; callback_data?: string }[][] } | undefined
  if (!markup?.inline_keyboard) return undefined
  const buttons = markup.inline_keyboard.flat()
  for (const { text, callback_data } of buttons) {
    if (!text?.trim())
      throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if (callback_data !== undefined && (callback_data === '' || Buffer.byteLength(callback_data) > 64))
      throw badRequest('BUTTON_DATA_INVALID')
  }
  if (buttons.length > 100) throw badRequest('reply markup is too long')
  return buttons.length === 0 ? undefined : (markup as InlineKeyboardMarkup)
}

/** Telegram also accepts an object as JSON text. */
const object = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

const keyboard = (params: Params): unknown => {
  const markup = object(params.reply_markup)
  return markup && !('inline_keyboard' in (markup as object)) ? markup : undefined
}

const seconds = (now: Date): number => Math.floor(now.getTime() / 1000)

const fileOf = (
  chats: Chats,
  { params, uploads }: Asked,
  field: string,
  folder: 'photos' | 'documents',
): { fileId: string; name: string } => {
  const given = params[field]
  const upload = uploads.get(typeof given === 'string' && given.startsWith('attach://') ? given.slice(9) : field)
  if (upload) return { fileId: chats.addFile(upload.bytes, folder, upload.name).id, name: upload.name }
  if (typeof given !== 'string') throw badRequest(`there is no ${field} in the request`)
  if (!chats.files.has(given)) throw badRequest('wrong file identifier/HTTP URL specified')
  return { fileId: given, name: given }
}

const post = (world: World, asked: Asked, part: Pick<Shown, 'text' | 'entities' | 'attachment'>) => {
  const chat = world.chats.writable(asked.params.chat_id)
  const shown = world.chats.post(chat, {
    from: world.bot,
    date: seconds(world.now()),
    ...part,
    markup: inline(asked.params),
    keyboard: keyboard(asked.params),
  })
  return wireMessage(world.chats, chat, shown)
}

const attach =
  (field: 'photo' | 'document', folder: 'photos' | 'documents'): Method =>
  (world, asked) => {
    const { text, entities } = formatted(asked, 'caption', CAPTION)
    world.chats.writable(asked.params.chat_id)
    return post(world, asked, {
      text,
      entities,
      attachment: { kind: field, ...fileOf(world.chats, asked, field, folder) },
    })
  }

/** Edits one of the bot's messages; refuses an edit that changes nothing. */
const edit = (world: World, { params }: Asked, change: (shown: Shown) => Partial<Shown>) => {
  const chat = world.chats.writable(params.chat_id)
  const shown = world.chats.message(chat, params.message_id)
  if (!shown) throw badRequest('message to edit not found')
  if (shown.from.id !== world.bot.id) throw badRequest("message can't be edited")
  const changed = change(shown)
  const same = (Object.keys(changed) as (keyof Shown)[]).every(
    (field) => JSON.stringify(changed[field]) === JSON.stringify(shown[field]),
  )
  if (same)
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    )
  Object.assign(shown, changed, { editDate: seconds(world.now()), edits: shown.edits + 1 })
  return wireMessage(world.chats, chat, shown)
}

const remove = (world: World, chat: Chat, id: unknown): void => {
  const shown = world.chats.message(chat, id)
  if (!shown) throw badRequest('message to delete not found')
  const foreign =
    chat.type !== 'private' && shown.from.id !== world.bot.id && chat.members.get(world.bot.id) !== 'administrator'
  if (foreign || seconds(world.now()) * 1000 - shown.date * 1000 > DELETABLE_MS)
    throw badRequest("message can't be deleted for everyone")
  shown.deleted = true
}

const remember =
  (name: string): Method =>
  (world, { params }) => {
    world.remembered.set(name, params)
    return true
  }

/** The supported methods, each as the Bot API documents it. */
export const METHODS: Readonly<Record<string, Method>> = {
  getMe: ({ bot }) => ({
    ...bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  getUpdates: ({ updates }, { params }, gone) => {
    updates.allow(params.allowed_updates)
    return updates.poll(params, gone)
  },
  setWebhook: ({ updates }, { params }) => {
    const url = String(params.url ?? '')
    if (url !== '' && !url.startsWith('https://'))
      throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
    updates.allow(params.allowed_updates)
    if (params.drop_pending_updates === true) updates.drop()
    updates.setWebhook(
      url === ''
        ? null
        : { url, secret: params.secret_token as string | undefined, connections: Number(params.max_connections ?? 40) },
    )
    return true
  },
  deleteWebhook: ({ updates }, { params }) => {
    if (params.drop_pending_updates === true) updates.drop()
    updates.setWebhook(null)
    return true
  },
  getWebhookInfo: ({ updates }) => ({
    url: updates.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.pending,
    ...(updates.lastWebhookError
      ? {
          last_error_message: updates.lastWebhookError,
          last_error_date: seconds(updates.lastWebhookErrorAt ?? new Date(0)),
        }
      : {}),
  }),
  sendMessage: (world, asked) => post(world, asked, formatted(asked, 'text', TEXT)),
  sendPhoto: attach('photo', 'photos'),
  sendDocument: attach('document', 'documents'),
  editMessageText: (world, asked) =>
    edit(world, asked, ({ attachment }) => {
      if (attachment) throw badRequest('there is no text in the message to edit')
      return { ...formatted(asked, 'text', TEXT), markup: inline(asked.params) }
    }),
  editMessageCaption: (world, asked) =>
    edit(world, asked, ({ attachment }) => {
      if (!attachment) throw badRequest('there is no caption in the message to edit')
      return { ...formatted(asked, 'caption', CAPTION), markup: inline(asked.params) }
    }),
  editMessageReplyMarkup: (world, asked) => edit(world, asked, () => ({ markup: inline(asked.params) })),
  editMessageMedia: (world, asked) =>
    edit(world, asked, () => {
      const media = object(asked.params.media) as Params & { type: 'photo' | 'document' }
      const inner = { params: { ...media, chat_id: asked.params.chat_id }, uploads: asked.uploads }
      const folder = media.type === 'photo' ? 'photos' : 'documents'
      return {
        ...formatted(inner, 'caption', CAPTION),
        attachment: { kind: media.type, ...fileOf(world.chats, inner, 'media', folder) },
        markup: inline(asked.params),
      }
    }),
  deleteMessage: (world, { params }) => {
    remove(world, world.chats.known(params.chat_id), params.message_id)
    return true
  },
  deleteMessages: (world, { params }) => {
    const chat = world.chats.known(params.chat_id)
    // Messages that can't be found are skipped.
    for (const id of params.message_ids as number[]) if (world.chats.message(chat, id)) remove(world, chat, id)
    return true
  },
  answerCallbackQuery: ({ callbacks, now }, { params }) => {
    const callback = callbacks.get(String(params.callback_query_id))
    if (!callback || now().getTime() - callback.at > CALLBACK_MS)
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    const text = String(params.text ?? '')
    if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG')
    callback.answer ??= { text, alert: params.show_alert === true }
    return true
  },
  sendChatAction: (world, { params }) => Boolean(world.chats.writable(params.chat_id)),
  getChat: (world, { params }) => ({
    ...wireChat(world.chats.known(params.chat_id)),
    accent_color_id: 0,
    max_reaction_count: 11,
  }),
  getChatMember: ({ chats, bot }, { params }) => {
    const chat = chats.known(params.chat_id)
    if (chat.blocked) throw forbidden('bot is not a member of the supergroup chat')
    const id = Number(params.user_id)
    const user = id === bot.id ? bot : chats.people.get(id)
    if (!user) throw badRequest('user not found')
    return memberOf(user, chat.members.get(id) ?? (chat.type === 'private' ? 'member' : 'left'))
  },
  getChatAdministrators: ({ chats }, { params }) => {
    const chat = chats.known(params.chat_id)
    const administrators = [...chat.members].filter(([, status]) => status === 'administrator' || status === 'creator')
    return administrators.flatMap(([id, status]) => memberOf(chats.people.get(id) as User, status))
  },
  getFile: ({ chats }, { params }) => {
    const file = chats.files.get(String(params.file_id))
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable')
    if (file.bytes.length > 20 * 1024 * 1024) throw badRequest('file is too big')
    return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length, file_path: file.path }
  },
  setMyCommands: remember('commands'),
  deleteMyCommands: remember('commands'),
  getMyCommands: ({ remembered }) => (remembered.get('commands') as Params | undefined)?.commands ?? [],
  setMyDescription: remember('description'),
  setMyShortDescription: remember('shortDescription'),
  setMyName: remember('name'),
  setChatMenuButton: remember('menuButton'),
}
