import { formatPhone } from '@/domain/visitors/format-phone'
import { html, htmlLines, joinHtml, type Html } from '@/notifications/telegram/html'
import { acquaintances } from '@/operations/volunteers/people'
import { fittedName } from '../format/fit'
import { apartWords } from '../format/people'
import { say, sayHtml } from '../format/say'
import type { Draft, NewScene } from '../state'
import { button, HOME, type Button, type Turn, type View } from '../turn'

const BACK = button(say('bot.back'), 'back')

export const newVisitorView = async (turn: Turn, scene: NewScene): Promise<View> => {
  if (scene.step === 'duplicates') return duplicates(turn, scene)
  const head = htmlLines(html`<b>${say('bot.newVisitor.title')}</b>`, scene.draft.lastName && drafted(scene.draft))
  if (scene.step === 'review')
    return { text: html`${head}\n\n${say('bot.newVisitor.consent')}`, rows: reviewRows(scene.draft) }
  if (scene.step === 'more' && scene.draft.phone) return { text: html`${head}\n\n${ASK.year}`, rows: rowsOf(scene) }
  if (scene.step === 'more' && scene.draft.birthYear)
    return { text: html`${head}\n\n${ASK.phone}`, rows: rowsOf(scene) }
  if (scene.step === 'refused') return { text: html`${head}\n\n${say('bot.newVisitor.refused')}`, rows: [[BACK, HOME]] }
  return { text: html`${head}\n\n${ASK[scene.step]}`, rows: rowsOf(scene) }
}

const ASK: Record<Exclude<NewScene['step'], 'duplicates' | 'review' | 'refused'>, Html> = {
  name: sayHtml('bot.newVisitor.askName', { example: html`<i>${say('bot.newVisitor.exampleName')}</i>` }),
  firstName: sayHtml('bot.newVisitor.askFirstName'),
  more: sayHtml('bot.newVisitor.askMore', { example: html`<i>${say('bot.newVisitor.exampleMore')}</i>` }),
  year: sayHtml('bot.newVisitor.askYear'),
  phone: sayHtml('bot.newVisitor.askPhone'),
  comment: sayHtml('bot.newVisitor.askComment'),
  photo: sayHtml('bot.newVisitor.askPhoto'),
}

const rowsOf = ({ step, draft }: NewScene): Button[][] => {
  if (step === 'more') return [[button(say('bot.newVisitor.skip'), 'skip')], [BACK, HOME]]
  return step === 'name' && draft.firstName === undefined ? [[HOME]] : [[BACK, HOME]]
}

const reviewRows = (draft: Draft): Button[][] => [
  [button(say('bot.newVisitor.create'), 'create', { style: 'success' })],
  [button(say('bot.newVisitor.refuse'), 'refuse')],
  [button(say('bot.newVisitor.name'), 'name'), button(say('bot.newVisitor.phone'), 'phone')],
  [button(say('bot.newVisitor.year'), 'year'), button(say('bot.newVisitor.photo'), 'photo')],
  [button(say(draft.comment ? 'bot.newVisitor.otherComment' : 'bot.newVisitor.comment'), 'comment')],
  ...(draft.cardNumber ? [[button(say('bot.newVisitor.withoutCard'), 'clear')]] : []),
  [HOME],
]

const drafted = (draft: Draft): Html =>
  joinHtml(
    [
      html`<b>${[draft.lastName, draft.firstName, draft.middleName].filter(Boolean).join(' ')}</b>`,
      ...(draft.birthYear ? [html`🎂 ${say('bot.apart.birthYear', { year: String(draft.birthYear) })}`] : []),
      ...(draft.phone ? [html`📞 ${formatPhone(draft.phone)}`] : []),
      ...(draft.cardNumber ? [html`🪪 ${say('bot.card', { card: draft.cardNumber })}`] : []),
      ...(draft.comment ? [html`💬 ${draft.comment}`] : []),
      ...(draft.photo ? [html`${say('bot.newVisitor.withPhoto')}`] : []),
    ],
    '\n',
  )

const duplicates = async (turn: Turn, { candidates = [] }: NewScene): Promise<View> => {
  const people = await acquaintances(turn.payload, { ids: candidates, caller: turn.caller })
  return {
    text: htmlLines(
      html`<b>${say('bot.newVisitor.similar')}</b>`,
      ...people.map(
        (person) =>
          html`• ${apartWords(
            person,
            people.filter((other) => other !== person),
            turn.now,
          )}`,
      ),
      '',
      say('bot.newVisitor.oneOfThem'),
    ),
    rows: [
      ...people.map(({ id, fullName, cardNumber }) => [
        button(fittedName(fullName, ` · ${cardNumber ?? '—'}`, say('bot.newVisitor.same')), 'same', { id }),
      ]),
      [button(say('bot.newVisitor.another'), 'another')],
      [BACK, HOME],
    ],
  }
}
