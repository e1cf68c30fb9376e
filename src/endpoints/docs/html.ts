const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const text = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
