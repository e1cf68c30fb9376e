import { html } from '@/notifications/telegram/html'
import { roster, type RosterDoc } from '@/operations/participants/roster'
import { today } from '@/operations/today/today'
import { counted, hours, short, STATUS, statusMark } from '../format/words'
import type { DutyScene } from '../state'
import { button, HOME, type Turn, type View } from '../turn'
import { arrows } from './mine'

const PER_PAGE = 6
const PEOPLE = { one: 'человек', few: 'человека', many: 'человек' }

export const dutyView = async (turn: Turn, scene: DutyScene): Promise<View> => {
  if (scene.step !== 'places' && scene.step !== 'occurrences' && scene.occurrence !== undefined)
    return onOccurrence(turn, scene, scene.occurrence)
  const { places } = await today(turn.payload, { now: turn.now })
  const open = places.filter(({ occurrences }) => occurrences.length > 0)
  const place = open.find(({ id }) => id === scene.place) ?? (open.length === 1 ? open[0] : undefined)
  if (!place) {
    return {
      text:
        open.length === 0
          ? html`<b>Дежурство</b>\n\nСегодня мероприятий нет.`
          : html`<b>Дежурство</b>\nГде вы сегодня?`,
      rows: [
        ...open.map(({ id, title, occurrences }) => [
          button(short(`📍 ${title} · ${occurrences.length}`), 'place', { id }),
        ]),
        [HOME],
      ],
    }
  }
  return {
    text: html`<b>Сегодня, ${place.title}</b>\nВыберите мероприятие.`,
    rows: [
      ...place.occurrences.map((one) => [
        button(
          short(
            `${one.status === 'cancelled' ? '⛔️ отменено ' : ''}${hours(one.startsAt, one.endsAt, one.timezone)} · ${one.service} · ${one.participants}/${one.capacity}`,
            60,
          ),
          'occurrence',
          { id: one.id },
        ),
      ]),
      open.length > 1 ? [button('← Другое место', 'back'), HOME] : [HOME],
    ],
  }
}

const onOccurrence = async (turn: Turn, scene: DutyScene, id: string): Promise<View> => {
  const { occurrence, docs, counts } = await roster(turn.payload, {
    occurrence: id,
    caller: turn.caller,
    now: turn.now,
  })
  const head = html`<b>${occurrence.service.title}</b>, ${hours(occurrence.startsAt, occurrence.endsAt, occurrence.timezone)}\n${occurrence.place.title}`
  const person = docs.find((doc) => doc.id === scene.participant)
  if (person && scene.step !== 'people')
    return {
      ...onPerson(scene, person, occurrence.canMark, new Date(occurrence.endsAt) > turn.now),
      text: html`${head}\n\n${onPerson(scene, person, occurrence.canMark, true).text}`,
    }
  const people = docs.filter(({ status }) => status !== 'cancelled')
  const page = Math.min(scene.page, Math.max(0, Math.ceil(people.length / PER_PAGE) - 1))
  const sums = html`${STATUS.expected}: ${counts.expected}, ${STATUS.attended}: ${counts.attended}, ${STATUS.noShow}: ${counts.noShow}`
  return {
    text:
      people.length === 0
        ? html`${head}\n\nНикто не записан.`
        : html`${head}\n${counted(people.length, PEOPLE)}\n${sums}${occurrence.canMark ? null : '\nОтмечать можно в день мероприятия.'}`,
    rows: [
      ...people
        .slice(page * PER_PAGE, (page + 1) * PER_PAGE)
        .map((doc) => [
          button(
            short(`${statusMark(doc.status)} ${doc.visitor.fullName} · ${doc.visitor.cardNumber ?? '—'}`, 60),
            'participant',
            { id: doc.id },
          ),
        ]),
      arrows(page, people.length, PER_PAGE),
      ...(scene.undo === undefined ? [] : [[button('↩️ Вернуть отметку', 'undo', { id: scene.undo })]]),
      [button('← К мероприятиям', 'back'), HOME],
    ],
  }
}

const MARKS = [
  ['attended', '🟢 Присутствовал'],
  ['noShow', '🔴 Не пришел'],
  ['expected', '🟡 Снять отметку'],
] as const

const onPerson = (
  scene: DutyScene,
  { id, visitor, status, comment }: RosterDoc,
  canMark: boolean,
  running: boolean,
): View => {
  const text = html`<b>${visitor.fullName}</b>, карта ${visitor.cardNumber ?? '—'}\n${STATUS[status]}${comment ? html`\n💬 ${comment}` : null}`
  if (scene.step === 'comment')
    return { text: html`${text}\n\nНапишите комментарий одним сообщением.`, rows: [[button('← Назад', 'back')]] }
  if (scene.step === 'sure')
    return {
      text: html`${text}\n\n<b>Отменить эту запись?</b> Место освободится для других.`,
      rows: [[button('❌ Да, отменить', 'cancelSure', { id })], [button('← Не отменять', 'back')]],
    }
  const marks =
    canMark && status !== 'cancelled'
      ? MARKS.filter(([one]) => one !== status).map(([one, words]) => button(words, 'mark', { id, arg: one }))
      : []
  return {
    text,
    rows: [
      ...marks.map((one) => [one]),
      [
        button('💬 Комментарий', 'comment'),
        ...(status === 'expected' && running ? [button('❌ Отменить', 'cancel')] : []),
      ],
      [button('← К списку', 'back'), HOME],
    ],
  }
}
