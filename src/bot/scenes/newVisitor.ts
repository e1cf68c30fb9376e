import { Refusal } from '@/domain/errors'
import { dataOf } from '@/domain/refusalData'
import { readPerson, takeApart } from '@/domain/visitors/written'
import { likelyKnown } from '@/operations/volunteers/people'
import { writeDownVisitor } from '@/operations/volunteers/writeDown'
import { photoFrom, photoRefused } from '../features/photo'
import type { Draft, NewScene } from '../state'
import { requireWrite, type Next, type SceneOf, type Turn } from '../turn'
import { openVisitor } from './booking'
import { newVisitorView } from './newVisitorView'
import { wrongIn } from './wrongIn'
import { say } from '../format/say'

const EDITS = ['name', 'year', 'phone', 'comment', 'photo'] as const

/** A new visitor: name, likely duplicates, phone and year, consent. Whatever is typed is taken for what it is. */
export const newVisitor: SceneOf<NewScene> = {
  view: newVisitorView,
  tap: async (turn, scene, { verb, id }) => {
    const edited = EDITS.find((one) => one === verb)
    if (edited) return { scene: { ...scene, step: edited } }
    switch (verb) {
      case 'skip':
        return { scene: { ...scene, step: 'review', draft: asked(scene.draft) } }
      case 'back':
        return { scene: { ...scene, step: backFrom(scene) } }
      case 'clear':
        return { scene: { ...scene, step: 'review', draft: { ...scene.draft, cardNumber: null } } }
      case 'create':
        return create(turn, scene)
      case 'refuse':
        return { scene: { ...scene, step: 'refused' } }
      case 'another':
        return another(turn, scene)
      case 'same':
        return id === undefined ? null : sameAs(turn, scene.draft, id)
      default:
        return null
    }
  },
  text: (turn, scene, text) => take(turn, scene, text.trim()),
  photo: async (turn, scene, fileId) => {
    if (!scene.draft.firstName) return { scene, notice: say('bot.newVisitor.nameFirst') }
    const sent = await photoFrom(turn.deps, fileId)
    if (sent.kind !== 'photo') return { scene, notice: photoRefused(sent.kind) }
    return {
      scene: {
        ...scene,
        step: scene.step === 'photo' ? 'review' : scene.step,
        draft: { ...scene.draft, photo: fileId },
      },
      notice: say('bot.newVisitor.photoAdded'),
      good: true,
    }
  },
}

const isWhole = ({ phone, birthYear }: Draft): boolean => phone !== undefined && birthYear !== undefined

/** What was asked and not answered is not known. */
const asked = (draft: Draft): Draft => ({ ...draft, phone: draft.phone ?? null, birthYear: draft.birthYear ?? null })

const backFrom = ({ step, draft }: NewScene): NewScene['step'] => {
  if (step === 'firstName' || step === 'more' || step === 'duplicates') return 'name'
  return isWhole(draft) ? 'review' : draft.firstName === undefined ? 'name' : 'more'
}

/** Text typed before "new" was tapped becomes the beginning of the form, if there is a name in it. */
export const beginNew = async (turn: Turn, typed?: string): Promise<Next> => {
  if (typed === undefined) return { scene: { name: 'new', step: 'name', draft: {} } }
  const { lastName, phone } = readPerson(typed, turn.now)
  const scene: NewScene = { name: 'new', step: 'name', draft: phone === null ? {} : { phone } }
  if (lastName === null || /\d/.test(lastName)) return { scene }
  const taken = await take(turn, scene, typed)
  return taken.notice === undefined ? taken : { scene }
}

const take = async (turn: Turn, scene: NewScene, text: string): Promise<Next> => {
  switch (scene.step) {
    case 'name':
    case 'firstName':
      return takeName(turn, scene, text)
    case 'more':
    case 'phone':
    case 'year':
      return takeFacts(turn, scene, text)
    case 'comment':
      return withComment(turn, scene, text)
    case 'review':
    case 'refused':
      return takeAny(turn, scene, text)
    case 'photo':
      return { scene, notice: say('bot.newVisitor.waitingForPhoto') }
    case 'duplicates':
      return takeBesideCandidates(turn, scene, text)
  }
}

/** A phone or a year may tell them apart; anything else has to wait for the answer, and is said to. */
const takeBesideCandidates = (turn: Turn, scene: NewScene, text: string): Promise<Next> | Next => {
  const { name: rest, ...found } = takeApart(text, turn.now)
  const facts = told(found)
  if (rest !== '' || Object.keys(facts).length === 0) return { scene, notice: say('bot.newVisitor.chooseButton') }
  const taken = { notice: say('bot.newVisitor.factsTaken'), good: true }
  return goOn(turn, { ...scene, draft: { ...scene.draft, ...facts } }, taken)
}

/** Somebody known: what was typed about somebody new is not written over what is known. */
const sameAs = async (turn: Turn, { phone, birthYear, cardNumber, comment, photo }: Draft, id: string) => {
  const more = [phone, birthYear, cardNumber, comment, photo].some((one) => one !== undefined && one !== null)
  return { ...(await openVisitor(turn, id, more ? say('bot.newVisitor.notTaken') : undefined)), final: true }
}

/** What a line says beside the name. Only what it does say: the rest stays as it was. */
const told = ({
  phone,
  birthYear,
  cardNumber,
}: Record<'phone' | 'cardNumber', string | null> & { birthYear: number | null }) => ({
  ...(phone !== null && { phone }),
  ...(birthYear !== null && { birthYear }),
  ...(cardNumber !== null && { cardNumber }),
})

const takeName = async (turn: Turn, scene: NewScene, text: string): Promise<Next> => {
  const { firstName: _, middleName: __, ...kept } = scene.draft
  const whole = scene.step === 'name'
  const line = whole ? text : `${kept.lastName ?? ''} ${text}`
  const person = readPerson(line, turn.now)
  const draft: Draft = { ...kept, ...told(person) }
  if (person.lastName === null) {
    const found = Object.keys(told(person)).length > 0
    return {
      scene: { ...scene, draft: { ...scene.draft, ...told(person) } },
      notice: say('bot.newVisitor.nameToo'),
      good: found,
    }
  }
  // The surname that is known already may be of several words.
  const rest = whole
    ? null
    : takeApart(text, turn.now)
        .name.split(/[\s,;]+/)
        .filter(Boolean)
  const names = rest
    ? [kept.lastName ?? '', rest[0], rest.slice(1).join(' ') || null]
    : [person.lastName, person.firstName, person.middleName]
  const [lastName = '', firstName = null, middleName = null] = names
  Object.assign(draft, { lastName }, firstName !== null && { firstName }, middleName !== null && { middleName })
  const wrong = wrongIn(draft, turn.now)
  // The name has to be typed again, what stood beside it has not.
  if (wrong.words !== null)
    return { scene: { ...scene, draft: { ...scene.draft, ...told(person) } }, notice: wrong.words }
  const next: NewScene = { ...scene, draft: { ...draft, ...wrong.cleaned }, judged: [] }
  return firstName === null ? { scene: { ...next, step: 'firstName' } } : goOn(turn, next)
}

/** Who may be the same person is asked as soon as it can be known, and of each of them once. */
const goOn = async (turn: Turn, scene: NewScene, after: Partial<Next> = {}): Promise<Next> => {
  const { lastName = '', firstName = '' } = scene.draft
  const known = await likelyKnown(turn.payload, { ...scene.draft, lastName, firstName })
  const candidates = known.filter((id) => !scene.judged?.includes(id)).slice(0, 5)
  if (candidates.length > 0) return { ...after, scene: { ...scene, step: 'duplicates', candidates, creating: false } }
  return { ...after, scene: { ...scene, step: isWhole(scene.draft) ? 'review' : 'more', candidates: [] } }
}

const another = (turn: Turn, scene: NewScene): Promise<Next> => {
  const next = { ...scene, judged: [...(scene.judged ?? []), ...(scene.candidates ?? [])] }
  return scene.creating ? create(turn, next) : goOn(turn, next)
}

const NONE = /^(нет(у|\s+телефона)?|без\s+телефона|не\s+знаю|не\s+помн\S+|[-–—0])[.!]?$/i
const YES = /^(да|соглас(ен|на|ны))[.!]?$/i
const NO = /^(нет|не\s+соглас(ен|на|ны)|против)[.!]?$/i

const takeFacts = async (turn: Turn, scene: NewScene, text: string): Promise<Next> => {
  if (NONE.test(text)) {
    const none = scene.step === 'year' ? { birthYear: null } : scene.step === 'phone' ? { phone: null } : {}
    return { scene: { ...scene, step: 'review', draft: asked({ ...scene.draft, ...none }) } }
  }
  const { name: rest, ...found } = takeApart(text, turn.now)
  const draft: Draft = { ...scene.draft, ...told(found) }
  if (Object.keys(told(found)).length === 0 || (scene.step !== 'more' && rest !== ''))
    return { scene, notice: say(scene.step === 'year' ? 'bot.newVisitor.yearExample' : 'bot.newVisitor.phoneExample') }
  const next: NewScene = { ...scene, draft: asked(draft) }
  const taken = await goOn(turn, next)
  return rest === '' ? taken : noted(turn, taken, rest)
}

/** What is left of a line is a comment, and is said to be one. */
const noted = (turn: Turn, taken: Next, rest: string): Next =>
  taken.scene.name === 'new' ? withComment(turn, taken.scene, rest, taken.scene.step) : taken

/** At the end everything is known; a text adds or corrects something, or answers the question. */
const takeAny = async (turn: Turn, scene: NewScene, text: string): Promise<Next> => {
  // After a refusal a short word may mean the refusal, so the question is asked again.
  if (YES.test(text)) return scene.step === 'refused' ? { scene: { ...scene, step: 'review' } } : create(turn, scene)
  if (NO.test(text)) return { scene: { ...scene, step: 'refused' } }
  const { name: rest, ...found } = takeApart(text, turn.now)
  if (rest !== '') return withComment(turn, scene, text)
  return goOn(turn, { ...scene, draft: { ...scene.draft, ...told(found) } })
}

/** Comments add up: only a comment that was asked for anew takes the place of the old one. */
const withComment = (turn: Turn, scene: NewScene, text: string, step: NewScene['step'] = 'review'): Next => {
  const before = scene.step === 'comment' ? null : scene.draft.comment
  const draft: Draft = { ...scene.draft, comment: [before, text].filter(Boolean).join('\n') }
  const { words } = wrongIn(draft, turn.now)
  if (words !== null) return { scene, notice: words }
  return {
    scene: { ...scene, step, draft },
    ...(scene.step === 'comment' ? {} : { notice: say('bot.newVisitor.commentTaken'), good: true }),
  }
}

const create = async (turn: Turn, scene: NewScene): Promise<Next> => {
  requireWrite(turn)
  const { photo: fileId, firstName = '', lastName = '', ...rest } = scene.draft
  const sent = fileId ? await photoFrom(turn.deps, fileId) : null
  const photo = sent?.kind === 'photo' ? sent : null
  const lost = sent !== null && photo === null
  try {
    const { id } = await writeDownVisitor(turn.payload, {
      values: {
        firstName,
        lastName,
        ...rest,
        consent: { givenAt: turn.now.toISOString(), recordedBy: turn.volunteer.name },
      },
      photo,
      photoAsked: fileId ?? null,
      allowDuplicate: (scene.judged ?? []).length > 0,
      caller: turn.caller,
      now: turn.now,
      key: turn.key,
    })
    const words = say(lost ? 'bot.newVisitor.createdWithoutPhoto' : 'bot.newVisitor.created')
    return { ...(await openVisitor(turn, id, words, !lost)), final: true }
  } catch (error) {
    const likely = error instanceof Refusal ? dataOf(error, 'POSSIBLE_DUPLICATE') : null
    if (!likely) throw error
    const candidates = likely.candidates.slice(0, 5).map(({ id }) => id)
    return { scene: { ...scene, step: 'duplicates', candidates, creating: true } }
  }
}
