import type { User } from 'telegraf/types'
import { classifyTelegramError } from '@/notifications/telegram/client'
import {
  chatHasMoved,
  currentChat,
  findVolunteer,
  learnMembership,
  type Volunteer,
} from '@/operations/volunteers/membership'
import type { Deps } from '../turn'
import { say } from '../format/say'

export type Admission =
  | { kind: 'volunteer'; volunteer: Volunteer; mayWrite: boolean }
  | { kind: 'blocked' }
  | { kind: 'stranger' }
  /** Telegram can't say, and we don't know them. */
  | { kind: 'unknown' }

/** How long a membership is cached. */
const MEMORY_MS = 60_000

/**
 * Decides whether somebody is a volunteer, by asking Telegram at most once a minute. Goes by the numeric id, because
 * names can be changed.
 */
export const admit = async (deps: Deps, user: User, now: Date): Promise<Admission> => {
  const telegramId = String(user.id)
  const known = await findVolunteer(deps.payload, telegramId)
  if (known?.blocked) return { kind: 'blocked' }
  if (known?.checkedAt && Math.abs(now.getTime() - known.checkedAt.getTime()) < MEMORY_MS) return asAdmission(known)
  const member = await isMember(deps, user.id, now)
  if (member !== null) {
    const volunteer = await learnMembership(deps.payload, { telegramId, name: nameOf(user), member, now })
    return volunteer ? asAdmission(volunteer) : { kind: 'stranger' }
  }
  if (!known) return { kind: 'unknown' }
  return known.member === false ? { kind: 'stranger' } : { kind: 'volunteer', volunteer: known, mayWrite: false }
}

const asAdmission = (volunteer: Volunteer): Admission => {
  if (volunteer.blocked) return { kind: 'blocked' }
  return volunteer.member ? { kind: 'volunteer', volunteer, mayWrite: true } : { kind: 'stranger' }
}

export const nameOf = ({ first_name, last_name }: User): string =>
  [first_name, last_name].filter(Boolean).join(' ').slice(0, 300) || say('bot.access.nameless')

type Standing = { status: string; is_member?: boolean }

export const countsAsMember = ({ status, is_member }: Standing): boolean =>
  ['creator', 'administrator', 'member'].includes(status) || (status === 'restricted' && is_member === true)

/** null: Telegram can't say, because it is unreachable or the bot can't see the chat. */
const isMember = async (deps: Deps, user: number, now: Date): Promise<boolean | null> => {
  const { volunteersChat } = deps.config
  if (volunteersChat === undefined) return null
  const chat = await currentChat(deps.payload, volunteersChat)
  try {
    return countsAsMember(await deps.telegram.getChatMember(chat, user))
  } catch (error) {
    const failure = classifyTelegramError(error)
    if (failure.kind === 'chatMoved') {
      await chatHasMoved(deps.payload, { from: chat, to: failure.to, now })
      return isMember(deps, user, now)
    }
    if (
      failure.kind === 'badRequest' &&
      /user not found|participant_id_invalid|user_id_invalid|member not found/i.test(failure.description)
    )
      return false
    deps.log(`membership can't be checked: ${failure.kind === 'badRequest' ? failure.description : failure.kind}`)
    return null
  }
}
