import { Refusal, type FieldError } from '@/domain/errors'
import { dataOf } from '@/domain/refusalData'
import { formatPhone } from '@/domain/visitors/format-phone'
import { cleanVisitor } from '@/domain/visitors/clean'
import { fieldSentence } from '@/i18n'
import { html, htmlLines, joinHtml, type Html } from '@/notifications/telegram/html'
import { visitorCard } from '@/operations/volunteers/card'
import { writeDownVisitor } from '@/operations/volunteers/writeDown'
import { photoFrom, photoRefused } from '../features/photo'
import { short } from '../format/words'
import type { Draft, NewScene } from '../state'
import { button, HOME, requireWrite, type Button, type Next, type SceneOf, type Turn } from '../turn'
import { openVisitor } from './booking'
import { LANGUAGE, say, sayHtml } from '../format/say'

const BACK = button(say('bot.back'), 'back')

export const newVisitor: SceneOf<NewScene> = {
  view: async (turn, scene) => {
    const back = [[BACK, HOME]]
    const rows = {
      name: scene.draft.phone === undefined ? [[HOME]] : back,
      firstName: back,
      phone: [[button(say('bot.newVisitor.skip'), 'skip')], ...back],
      comment: back,
      photo: back,
    }
    if (scene.step === 'review')
      return {
        text: htmlLines(
          html`<b>${say('bot.newVisitor.title')}</b>`,
          '',
          drafted(scene.draft),
          '',
          say('bot.newVisitor.consent'),
        ),
        rows: reviewRows(scene.draft),
      }
    if (scene.step === 'duplicates') return duplicates(turn, scene)
    return {
      text: htmlLines(
        html`<b>${say('bot.newVisitor.title')}</b>`,
        scene.draft.lastName && drafted(scene.draft),
        '',
        ASK[scene.step],
      ),
      rows: rows[scene.step],
    }
  },
  tap: async (turn, scene, { verb, id }) => {
    if (verb === 'skip') return { scene: { ...scene, step: 'review', draft: { ...scene.draft, phone: null } } }
    if (verb === 'back')
      return {
        scene: { ...scene, step: scene.step === 'firstName' || scene.draft.phone === undefined ? 'name' : 'review' },
      }
    if (verb === 'name' || verb === 'phone' || verb === 'comment' || verb === 'photo')
      return { scene: { ...scene, step: verb } }
    if (verb === 'create') return create(turn, scene, false)
    if (verb === 'another') return create(turn, scene, true)
    if (verb === 'same' && id !== undefined) return { ...(await openVisitor(turn, id)), final: true }
    return null
  },
  text: (turn, scene, text) => take(turn, scene, text),
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

const ASK: Record<'name' | 'firstName' | 'phone' | 'comment' | 'photo', Html> = {
  name: sayHtml('bot.newVisitor.askName', { example: html`<i>${say('bot.newVisitor.exampleName')}</i>` }),
  firstName: sayHtml('bot.newVisitor.askFirstName'),
  phone: sayHtml('bot.newVisitor.askPhone'),
  comment: sayHtml('bot.newVisitor.askComment'),
  photo: sayHtml('bot.newVisitor.askPhoto'),
}

const reviewRows = (draft: Draft): Button[][] => [
  [button(say('bot.newVisitor.create'), 'create')],
  [button(say('bot.newVisitor.name'), 'name'), button(say('bot.newVisitor.phone'), 'phone')],
  [
    button(say(draft.comment ? 'bot.newVisitor.otherComment' : 'bot.newVisitor.comment'), 'comment'),
    button(say(draft.photo ? 'bot.newVisitor.otherPhoto' : 'bot.newVisitor.photo'), 'photo'),
  ],
  [HOME],
]

const drafted = ({ lastName, firstName, middleName, phone, comment, photo }: Draft): Html =>
  joinHtml(
    [
      html`<b>${[lastName, firstName, middleName].filter(Boolean).join(' ')}</b>`,
      ...(phone ? [html`📞 ${formatPhone(phone)}`] : []),
      ...(comment ? [html`💬 ${comment}`] : []),
      ...(photo ? [html`${say('bot.newVisitor.withPhoto')}`] : []),
    ],
    '\n',
  )

const duplicates = async (turn: Turn, { candidates = [] }: NewScene) => {
  const people = await Promise.all(
    candidates.map((id) => visitorCard(turn.payload, { id, look: false, caller: turn.caller, now: turn.now })),
  )
  return {
    text: html`<b>${say('bot.newVisitor.similar')}</b>\n\n${joinHtml(
      people.map(({ fullName, cardNumber }) => html`• ${fullName}, ${say('bot.card', { card: cardNumber ?? '—' })}`),
      '\n',
    )}\n\n${say('bot.newVisitor.oneOfThem')}`,
    rows: [
      ...people.map(({ id, fullName, cardNumber }) => [
        button(short(say('bot.newVisitor.same', { name: fullName, card: cardNumber ?? '—' }), 60), 'same', { id }),
      ]),
      [button(say('bot.newVisitor.another'), 'another')],
      [HOME],
    ],
  }
}

/** Text typed before "new" was tapped becomes the name, if it can be one. */
export const beginNew = (turn: Turn, typed?: string): Next => {
  const scene: NewScene = { name: 'new', step: 'name', draft: {} }
  if (typed === undefined || !/^[\p{L}\s.'’-]+$/u.test(typed)) return { scene }
  const taken = take(turn, scene, typed)
  return taken.notice === undefined ? taken : { scene }
}

const take = (turn: Turn, scene: NewScene, text: string): Next => {
  switch (scene.step) {
    case 'name':
    case 'firstName':
      return takeName(turn, scene, text.trim().split(/\s+/))
    case 'phone':
      return takePhone(turn, scene, text)
    case 'comment':
      return takeComment(turn, scene, text.trim())
    case 'review':
      return LIKE_A_PHONE.test(text)
        ? takePhone(turn, scene, text)
        : { notice: say('bot.newVisitor.commentTaken'), good: true, ...takeComment(turn, scene, text.trim()) }
    case 'photo':
      return { scene, notice: say('bot.newVisitor.waitingForPhoto') }
    case 'duplicates':
      return { scene, notice: say('bot.newVisitor.chooseButton') }
  }
}

const LIKE_A_PHONE = /^[\s\d+().–-]{7,25}$/

/** Stands in for the first name while only the surname is known, so that the surname can be checked. */
const NOT_YET = 'Xx'

/** Surname, first name and the rest; or first name and the rest if the surname is known already. */
const takeName = ({ now }: Turn, scene: NewScene, words: string[]): Next => {
  const { firstName: _, middleName: __, ...kept } = scene.draft
  const [lastName = '', firstName, ...rest] = scene.step === 'name' ? words : [kept.lastName ?? '', ...words]
  const draft: Draft = {
    ...kept,
    lastName,
    ...(firstName !== undefined && { firstName }),
    ...(rest.length > 0 && { middleName: rest.join(' ') }),
  }
  const wrong = wrongIn({ firstName: NOT_YET, ...draft }, now)
  if (wrong !== null) return { scene, notice: wrong }
  return {
    scene: {
      ...scene,
      step: firstName === undefined ? 'firstName' : draft.phone === undefined ? 'phone' : 'review',
      draft,
    },
  }
}

const NO_PHONE = /^(нет(у|\s+телефона)?|без\s+телефона|не\s+знаю|[-–—0])[.!]?$/i

const takePhone = ({ now }: Turn, scene: NewScene, text: string): Next => {
  if (NO_PHONE.test(text.trim())) return { scene: { ...scene, step: 'review', draft: { ...scene.draft, phone: null } } }
  const { values, errors } = cleanVisitor({ ...scene.draft, phone: text }, { before: null, now })
  const wrong = inWords(errors)
  if (wrong !== null) return { scene, notice: say('bot.newVisitor.phoneExample', { wrong }) }
  return { scene: { ...scene, step: 'review', draft: { ...scene.draft, phone: String(values.phone ?? '') || null } } }
}

const takeComment = ({ now }: Turn, scene: NewScene, comment: string): Next => {
  const draft: Draft = { ...scene.draft, comment }
  const wrong = wrongIn(draft, now)
  return wrong === null ? { scene: { ...scene, step: 'review', draft } } : { scene, notice: wrong, good: false }
}

const wrongIn = (draft: Draft, now: Date): string | null =>
  inWords(cleanVisitor({ ...draft }, { before: null, now }).errors)

const FIELDS = ['lastName', 'firstName', 'middleName', 'phone', 'comment'] as const

/** The errors as sentences, one per line; null if there are none. */
const inWords = (errors: readonly FieldError[]): string | null =>
  errors.length === 0
    ? null
    : errors
        .map(({ path, message }) => {
          const field = FIELDS.find((one) => one === path)
          return `${field ? say(`bot.newVisitor.field.${field}`) : path}: ${fieldSentence(LANGUAGE, message)}`
        })
        .join('\n')

const create = async (turn: Turn, scene: NewScene, allowDuplicate: boolean): Promise<Next> => {
  requireWrite(turn)
  const { photo: fileId, firstName = '', lastName = '', ...rest } = scene.draft
  const sent = fileId ? await photoFrom(turn.deps, fileId) : null
  const photo = sent?.kind === 'photo' ? sent : null
  const lost = sent !== null && photo === null
  const values = {
    firstName,
    lastName,
    ...rest,
    consent: { givenAt: turn.now.toISOString(), recordedBy: turn.volunteer.name },
  }
  try {
    const { id } = await writeDownVisitor(turn.payload, {
      values,
      photo,
      photoAsked: fileId ?? null,
      allowDuplicate,
      caller: turn.caller,
      now: turn.now,
      key: turn.key,
    })
    return {
      ...(await openVisitor(
        turn,
        id,
        say(lost ? 'bot.newVisitor.createdWithoutPhoto' : 'bot.newVisitor.created'),
        !lost,
      )),
      final: true,
    }
  } catch (error) {
    const likely = error instanceof Refusal ? dataOf(error, 'POSSIBLE_DUPLICATE') : null
    if (!likely) throw error
    return { scene: { ...scene, step: 'duplicates', candidates: likely.candidates.slice(0, 5).map(({ id }) => id) } }
  }
}
