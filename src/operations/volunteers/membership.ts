import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { movedChat, rememberMovedChat } from '@/db/moved-chats'
import { reading, transaction } from '@/db/sql'
import { volunteerByTelegramId, writeMembership, type VolunteerRow } from '@/db/volunteers'

export type Volunteer = VolunteerRow

export const findVolunteer = (payload: Payload, telegramId: string): Promise<Volunteer | null> =>
  volunteerByTelegramId(reading(payload), telegramId)

type Learnt = { telegramId: string; name: string; member: boolean; now: Date }

/** Applies what Telegram says about somebody: a member of the chat becomes a volunteer, one who left loses access. */
export const learnMembership = (payload: Payload, learnt: Learnt): Promise<Volunteer | null> =>
  transaction(payload, async (db) => {
    const before = await volunteerByTelegramId(db, learnt.telegramId)
    const { volunteer, joined } = await writeMembership(db, learnt)
    if (volunteer && (joined || (before?.member ?? null) !== learnt.member)) {
      const action = learnt.member ? 'volunteer.joined' : 'volunteer.left'
      await recordAudit(db, {
        at: learnt.now,
        action,
        subject: 'volunteers',
        subjectId: volunteer.id,
        caller: { kind: 'volunteers', id: volunteer.id },
        changes: {},
      })
    }
    return volunteer
  })

/** The current id of the volunteers' chat: a group gets a new one when it becomes a supergroup. */
export const currentChat = (payload: Payload, chat: string): Promise<string> => movedChat(reading(payload), chat)

export const chatHasMoved = (
  payload: Payload,
  { from, to, now }: { from: string; to: string; now: Date },
): Promise<void> => rememberMovedChat(reading(payload), from, to, now)
