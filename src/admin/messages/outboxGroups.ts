import type { PanelGroup } from '@/i18n/panel'

/** The fields of a message that hold a word of the code, and where its translations are. */
const GROUPS: Record<string, PanelGroup> = {
  kind: 'outbox.kind',
  recipientKind: 'outbox.recipient',
  lastError: 'outbox.reason',
}

/** By the name of the field; kinds are what a message is asked for first. */
export const outboxGroup = (field: object | string): PanelGroup => {
  const name = typeof field === 'string' ? field : 'name' in field ? String(field.name) : ''
  return GROUPS[name] ?? 'outbox.kind'
}
