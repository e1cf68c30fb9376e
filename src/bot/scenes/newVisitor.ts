import { Refusal, type FieldError } from '@/domain/errors'
import { formatPhone } from '@/domain/visitors/format-phone'
import { cleanVisitor } from '@/domain/visitors/clean'
import { fieldSentence } from '@/i18n'
import { html, joinHtml, type Html } from '@/notifications/telegram/html'
import { visitorCard } from '@/operations/volunteers/card'
import { writeDownVisitor } from '@/operations/volunteers/writeDown'
import { photoFrom, PHOTO_REFUSED } from '../features/photo'
import { short } from '../format/words'
import type { Draft, NewScene } from '../state'
import { button, HOME, requireWrite, type Button, type Next, type SceneOf, type Turn } from '../turn'
import { openVisitor } from './booking'

const BACK = button('← Назад', 'back')

export const newVisitor: SceneOf<NewScene> = {
  view: async (turn, scene) => {
    const back = [[BACK, HOME]]
    const rows = {
      name: scene.draft.phone === undefined ? [[HOME]] : back,
      firstName: back,
      phone: [[button('Пропустить', 'skip')], ...back],
      comment: back,
      photo: back,
    }
    if (scene.step === 'review')
      return {
        text: html`<b>Новый посетитель</b>\n\n${drafted(scene.draft)}\n\nЧеловек согласен, чтобы мы хранили эти данные?`,
        rows: reviewRows(scene.draft),
      }
    if (scene.step === 'duplicates') return duplicates(turn, scene)
    return {
      text: html`<b>Новый посетитель</b>${scene.draft.lastName ? html`\n${drafted(scene.draft)}` : null}\n\n${ASK[scene.step]}`,
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
    if (!scene.draft.firstName) return { scene, say: 'Сначала напишите фамилию и имя, фото — потом.' }
    const sent = await photoFrom(turn.deps, fileId)
    if (sent.kind !== 'photo') return { scene, say: PHOTO_REFUSED[sent.kind] }
    return {
      scene: {
        ...scene,
        step: scene.step === 'photo' ? 'review' : scene.step,
        draft: { ...scene.draft, photo: fileId },
      },
      say: 'Фото добавлено.',
      good: true,
    }
  },
}

const ASK: Record<'name' | 'firstName' | 'phone' | 'comment' | 'photo', Html> = {
  name: html`Напишите фамилию и имя, например: <i>Иванова Мария</i>. Отчество можно третьим словом.`,
  firstName: html`А имя?`,
  phone: html`Телефон? Напишите в любом виде или пропустите.`,
  comment: html`Напишите комментарий одним сообщением.`,
  photo: html`Пришлите фото.`,
}

const reviewRows = (draft: Draft): Button[][] => [
  [button('✅ Да, согласен — создать', 'create')],
  [button('✏️ Имя', 'name'), button('📞 Телефон', 'phone')],
  [
    button(draft.comment ? '💬 Другой комментарий' : '💬 Комментарий', 'comment'),
    button(draft.photo ? '📷 Другое фото' : '📷 Фото', 'photo'),
  ],
  [HOME],
]

const drafted = ({ lastName, firstName, middleName, phone, comment, photo }: Draft): Html =>
  joinHtml(
    [
      html`<b>${[lastName, firstName, middleName].filter(Boolean).join(' ')}</b>`,
      ...(phone ? [html`📞 ${formatPhone(phone)}`] : []),
      ...(comment ? [html`💬 ${comment}`] : []),
      ...(photo ? [html`📷 с фото`] : []),
    ],
    '\n',
  )

const duplicates = async (turn: Turn, { candidates = [] }: NewScene) => {
  const people = await Promise.all(
    candidates.map((id) => visitorCard(turn.payload, { id, look: false, caller: turn.caller, now: turn.now })),
  )
  return {
    text: html`<b>Похожие люди уже есть</b>\n\n${joinHtml(
      people.map(({ fullName, cardNumber }) => html`• ${fullName}, карта ${cardNumber ?? '—'}`),
      '\n',
    )}\n\nЭто кто-то из них?`,
    rows: [
      ...people.map(({ id, fullName, cardNumber }) => [
        button(short(`Это ${fullName} · ${cardNumber ?? '—'}`, 60), 'same', { id }),
      ]),
      [button('Другой человек', 'another')],
      [HOME],
    ],
  }
}

/** What was typed before "new" was tapped is the name, when it can be one. */
export const beginNew = (turn: Turn, typed?: string): Next => {
  const scene: NewScene = { name: 'new', step: 'name', draft: {} }
  if (typed === undefined || !/^[\p{L}\s.'’-]+$/u.test(typed)) return { scene }
  const taken = take(turn, scene, typed)
  return taken.say === undefined ? taken : { scene }
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
        : { say: 'Записано как комментарий.', good: true, ...takeComment(turn, scene, text.trim()) }
    case 'photo':
      return { scene, say: 'Жду фото. Если передумали, нажмите «Назад».' }
    case 'duplicates':
      return { scene, say: 'Выберите кнопкой: это кто-то из них или другой человек?' }
  }
}

const LIKE_A_PHONE = /^[\s\d+().–-]{7,25}$/

/** Surname, name and the rest; or, the surname being known, the name and the rest. */
const takeName = ({ now }: Turn, scene: NewScene, words: string[]): Next => {
  const { firstName: _, middleName: __, ...kept } = scene.draft
  const [lastName = '', firstName, ...rest] = scene.step === 'name' ? words : [kept.lastName ?? '', ...words]
  const draft: Draft = {
    ...kept,
    lastName,
    ...(firstName !== undefined && { firstName }),
    ...(rest.length > 0 && { middleName: rest.join(' ') }),
  }
  const wrong = wrongIn({ firstName: 'Имя', ...draft }, now)
  if (wrong !== null) return { scene, say: wrong }
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
  const wrong = said(errors)
  if (wrong !== null) return { scene, say: `${wrong} Например: 8 916 123-45-67.` }
  return { scene: { ...scene, step: 'review', draft: { ...scene.draft, phone: String(values.phone ?? '') || null } } }
}

const takeComment = ({ now }: Turn, scene: NewScene, comment: string): Next => {
  const draft: Draft = { ...scene.draft, comment }
  const wrong = wrongIn(draft, now)
  return wrong === null ? { scene: { ...scene, step: 'review', draft } } : { scene, say: wrong, good: false }
}

const wrongIn = (draft: Draft, now: Date): string | null =>
  said(cleanVisitor({ ...draft }, { before: null, now }).errors)

const FIELD: Record<string, string> = {
  lastName: 'Фамилия',
  firstName: 'Имя',
  middleName: 'Отчество',
  phone: 'Телефон',
  comment: 'Комментарий',
}
const said = (errors: readonly FieldError[]): string | null =>
  errors.length === 0
    ? null
    : errors.map(({ path, message }) => `${FIELD[path] ?? path}: ${fieldSentence('ru', message)}`).join('\n')

const create = async (turn: Turn, scene: NewScene, allowDuplicate: boolean): Promise<Next> => {
  requireWrite(turn)
  const { photo: fileId, firstName = '', lastName = '', ...rest } = scene.draft
  const sent = fileId ? await photoFrom(turn.deps, fileId) : null
  const photo = sent?.kind === 'photo' ? sent : null
  const lost = sent && !photo ? ' Фото сохранить не удалось.' : ''
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
    return { ...(await openVisitor(turn, id, `Новый посетитель заведён.${lost}`, lost === '')), final: true }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'POSSIBLE_DUPLICATE') throw error
    const candidates = (error.data.candidates as { id: string }[]).slice(0, 5).map(({ id }) => id)
    return { scene: { ...scene, step: 'duplicates', candidates } }
  }
}
