import type { Texts } from '../shape'

export const volunteer = {
  singular: 'Volunteer',
  plural: 'Volunteers',
  description: 'Members of the volunteer chat who use the bot',
  fields: {
    name: 'Name',
    telegramId: 'Telegram id',
    blocked: 'Blocked',
  },
} as const satisfies Texts
