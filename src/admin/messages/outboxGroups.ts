import type { PanelGroup } from '@/i18n/panel'

/** The fields of a message that hold a code name, with the dictionary group of each. */
const GROUPS: Record<string, PanelGroup> = {
  kind: 'outbox.kind',
  recipientKind: 'outbox.recipient',
  lastError: 'outbox.reason',
}

/** Texts by the name of the field. The kind comes first because messages are mostly looked up by it. */
export const outboxGroup = (field: object | string): PanelGroup => {
  const name = typeof field === 'string' ? field : 'name' in field ? String(field.name) : ''
  return GROUPS[name] ?? 'outbox.kind'
}
