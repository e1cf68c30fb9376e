import type { Payload } from 'payload'
import {
  conversationOf,
  idleConversations,
  writeConversation,
  writeMenu,
  type Menu,
  type StoredConversation,
} from '@/db/conversations'
import { reading } from '@/db/sql'

export type { Menu, StoredConversation }

export const readConversation = (payload: Payload, chatId: number): Promise<StoredConversation | null> =>
  conversationOf(reading(payload), chatId)

export const keepConversation = (
  payload: Payload,
  conversation: { chatId: number; state: unknown; now: Date },
): Promise<void> => writeConversation(reading(payload), conversation)

export const keepMenu = (payload: Payload, kept: { chatId: number; menu: Menu | null; now: Date }): Promise<void> =>
  writeMenu(reading(payload), kept)

export const conversationsIdleSince = (payload: Payload, before: Date, most: number): Promise<number[]> =>
  idleConversations(reading(payload), before, most)
