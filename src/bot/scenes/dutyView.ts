import { html, htmlLines } from '@/notifications/telegram/html'
import { roster, type RosterDoc } from '@/operations/participants/roster'
import { today } from '@/operations/today/today'
import { hours, short, statusMark, statusText } from '../format/words'
import type { DutyScene } from '../state'
import { button, HOME, type Turn, type View } from '../turn'
import { arrows } from './ownBookings'
import { say } from '../format/say'

const PER_PAGE = 6

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
          ? html`<b>${say('bot.duty.title')}</b>\n\n${say('bot.duty.nothingToday')}`
          : html`<b>${say('bot.duty.title')}</b>\n${say('bot.duty.where')}`,
      rows: [
        ...open.map(({ id, title, occurrences }) => [
          button(short(`📍 ${title} · ${occurrences.length}`), 'place', { id }),
        ]),
        [HOME],
      ],
    }
  }
  return {
    text: html`<b>${say('bot.duty.today', { place: place.title })}</b>\n${say('bot.duty.choose')}`,
    rows: [
      ...place.occurrences.map((one) => [button(short(lineOf(one), 60), 'occurrence', { id: one.id })]),
      open.length > 1 ? [button(say('bot.duty.otherPlace'), 'back'), HOME] : [HOME],
    ],
  }
}

type TodayOccurrence = Awaited<ReturnType<typeof today>>['places'][number]['occurrences'][number]

const lineOf = ({ status, startsAt, endsAt, timezone, ...one }: TodayOccurrence): string => {
  const cancelled = status === 'cancelled' ? `${say('bot.duty.cancelled')} ` : ''
  return `${cancelled}${hours(startsAt, endsAt, timezone)} · ${one.service} · ${one.participants}/${one.capacity}`
}

const onOccurrence = async (turn: Turn, scene: DutyScene, id: string): Promise<View> => {
  const { occurrence, docs, counts } = await roster(turn.payload, {
    occurrence: id,
    caller: turn.caller,
    now: turn.now,
  })
  const head = htmlLines(
    html`<b>${occurrence.service.title}</b>, ${hours(occurrence.startsAt, occurrence.endsAt, occurrence.timezone)}`,
    occurrence.place.title,
  )
  const person = docs.find((doc) => doc.id === scene.participant)
  if (person && scene.step !== 'people')
    return {
      ...onPerson(scene, person, occurrence.canMark, new Date(occurrence.endsAt) > turn.now),
      text: html`${head}\n\n${onPerson(scene, person, occurrence.canMark, true).text}`,
    }
  const people = docs.filter(({ status }) => status !== 'cancelled')
  const page = Math.min(scene.page, Math.max(0, Math.ceil(people.length / PER_PAGE) - 1))
  const sums = (['expected', 'attended', 'noShow'] as const)
    .map((mark) => `${statusText(mark)}: ${counts[mark]}`)
    .join(', ')
  return {
    text:
      people.length === 0
        ? html`${head}\n\n${say('bot.duty.nobody')}`
        : htmlLines(
            head,
            say('counts.people', { count: people.length }),
            sums,
            !occurrence.canMark && say('bot.duty.onTheDay'),
          ),
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
      ...(scene.undo === undefined ? [] : [[button(say('bot.duty.undo'), 'undo', { id: scene.undo })]]),
      [button(say('bot.duty.toOccurrences'), 'back'), HOME],
    ],
  }
}

const MARKS = ['attended', 'noShow', 'expected'] as const

const onPerson = (
  scene: DutyScene,
  { id, visitor, status, comment }: RosterDoc,
  canMark: boolean,
  running: boolean,
): View => {
  const text = htmlLines(
    html`<b>${visitor.fullName}</b>, ${say('bot.card', { card: visitor.cardNumber ?? '—' })}`,
    statusText(status),
    comment && `💬 ${comment}`,
  )
  if (scene.step === 'comment')
    return { text: html`${text}\n\n${say('bot.duty.writeComment')}`, rows: [[button(say('bot.back'), 'back')]] }
  if (scene.step === 'sure')
    return {
      text: html`${text}\n\n<b>${say('bot.ownBookings.sure')}</b> ${say('bot.ownBookings.freed')}`,
      rows: [
        [button(say('bot.ownBookings.cancelSure'), 'cancelSure', { id })],
        [button(say('bot.ownBookings.keep'), 'back')],
      ],
    }
  const marks =
    canMark && status !== 'cancelled'
      ? MARKS.filter((one) => one !== status).map((one) =>
          button(say(`bot.duty.mark.${one}`), 'mark', { id, arg: one }),
        )
      : []
  return {
    text,
    rows: [
      ...marks.map((one) => [one]),
      [
        button(say('bot.booking.comment'), 'comment'),
        ...(status === 'expected' && running ? [button(say('bot.duty.cancel'), 'cancel')] : []),
      ],
      [button(say('bot.backToList'), 'back'), HOME],
    ],
  }
}
