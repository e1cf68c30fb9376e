import type { User } from 'telegraf/types'
import { classifyTelegramError } from '@/notifications/telegram/client'
import {
  chatHasMoved,
  currentChat,
  findVolunteer,
  learnMembership,
  type Volunteer,
} from '@/operations/volunteers/membership'
import type { Deps, Doubt } from '../turn'
import { chatLossIn } from '../watch'
import { say } from '../format/say'

export type Admission =
  | { kind: 'volunteer'; volunteer: Volunteer; mayWrite: boolean; doubt?: Doubt }
  | { kind: 'blocked' }
  | { kind: 'stranger' }
  /** Was a member of the chat once. */
  | { kind: 'removed' }
  /** Telegram can't say, and we don't know them. */
  | { kind: Doubt }

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
  if (typeof member === 'boolean') {
    const volunteer = await learnMembership(deps.payload, { telegramId, name: nameOf(user), member, now })
    return volunteer ? asAdmission(volunteer) : { kind: 'stranger' }
  }
  if (!known) return { kind: member }
  if (known.member === false) return { kind: 'removed' }
  return { kind: 'volunteer', volunteer: known, mayWrite: false, doubt: member }
}

const asAdmission = (volunteer: Volunteer): Admission => {
  if (volunteer.blocked) return { kind: 'blocked' }
  return volunteer.member ? { kind: 'volunteer', volunteer, mayWrite: true } : { kind: 'removed' }
}

export const nameOf = ({ first_name, last_name }: User): string =>
  [first_name, last_name].filter(Boolean).join(' ').slice(0, 300) || say('bot.access.nameless')

type Standing = { status: string; is_member?: boolean }

export const countsAsMember = ({ status, is_member }: Standing): boolean =>
  ['creator', 'administrator', 'member'].includes(status) || (status === 'restricted' && is_member === true)

/** Or why Telegram can't say. */
const isMember = async (deps: Deps, user: number, now: Date): Promise<boolean | Doubt> => {
  const { volunteersChat } = deps.config
  if (volunteersChat === undefined) return 'chatLost'
  const chat = await currentChat(deps.payload, volunteersChat)
  try {
    const member = countsAsMember(await deps.telegram.getChatMember(chat, user))
    await deps.watch?.chat(null, now)
    return member
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
    const loss = chatLossIn(error)
    if (!loss) return 'unreachable'
    await deps.watch?.chat(loss, now)
    return 'chatLost'
  }
}
