import type { Chat as WireChat, Message, PhotoSize } from 'telegraf/types'
import type { Chat, Chats, Shown } from './chats'

export const wireChat = ({ id, type, title, person }: Chat): WireChat =>
  (type === 'private'
    ? {
        id,
        type,
        first_name: person?.first_name ?? '',
        ...(person?.last_name ? { last_name: person.last_name } : {}),
        ...(person?.username ? { username: person.username } : {}),
      }
    : { id, type, title: title ?? '' }) as WireChat

/** A message as the Bot API writes it. */
export const wireMessage = (chats: Chats, chat: Chat, shown: Shown): Message => {
  const base = {
    message_id: shown.id,
    from: shown.from,
    chat: wireChat(chat),
    date: shown.date,
    ...(shown.editDate === undefined ? {} : { edit_date: shown.editDate }),
    ...(shown.markup ? { reply_markup: shown.markup } : {}),
  }
  const entities = shown.entities.length > 0 ? shown.entities : undefined
  if (!shown.attachment) return { ...base, text: shown.text, ...(entities ? { entities } : {}) } as Message
  const caption = shown.text === '' ? {} : { caption: shown.text, ...(entities ? { caption_entities: entities } : {}) }
  return { ...base, ...caption, ...attached(chats, shown.attachment) } as Message
}

const TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
  txt: 'text/plain',
}

const attached = (chats: Chats, { kind, fileId, name }: NonNullable<Shown['attachment']>) => {
  const file = chats.files.get(fileId)
  const common = { file_id: fileId, file_unique_id: file?.uniqueId ?? fileId, file_size: file?.bytes.length ?? 0 }
  if (kind === 'document')
    return {
      document: {
        ...common,
        file_name: name,
        mime_type: TYPES[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream',
      },
    }
  const sizes: PhotoSize[] = [
    { ...common, width: 320, height: 240 },
    { ...common, width: 1280, height: 960 },
  ]
  return { photo: sizes }
}
