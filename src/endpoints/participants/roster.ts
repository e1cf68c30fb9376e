import { z } from 'zod'
import type { Caller } from '@/domain/access/caller'
import { route } from '@/endpoints/http/route'
import { doorListPage } from '@/exports/doorList'
import { languageOf } from '@/i18n'
import { doorList, roster } from '@/operations/participants/roster'
import { rosterShape } from './rosterShape'
import { participantExample } from './shapes'

const isUser = (caller: Caller): boolean => caller.kind === 'users'

const { id: participant, visitor, occurrence: occurrenceId, eventDay, bookedAt, updatedAt } = participantExample

export const rosterRoute = route({
  method: 'get',
  path: '/occurrences/:id/participants',
  tag: 'Attendance',
  summary: 'Everybody on an occurrence, by surname, the cancelled last',
  description:
    'For users of the panel. Phones and comments are null for viewers. Every look is in the audit log; reading ' +
    'the same list again within ten minutes is the same look.',
  allow: isUser,
  answer: {
    status: 200,
    schema: rosterShape,
    example: {
      occurrence: {
        id: occurrenceId,
        event: eventDay,
        eventDay,
        title: 'Центр помощи',
        service: { id: eventDay, title: 'Стирка' },
        place: { id: eventDay, title: 'Цветной' },
        date: '2026-12-01',
        startsAt: '2026-12-01T07:00:00.000Z',
        endsAt: '2026-12-01T09:00:00.000Z',
        timezone: 'Europe/Moscow',
        capacity: 10,
        participants: 1,
        status: 'scheduled',
        dayCapacity: 40,
        dayParticipants: 12,
        ended: false,
        canMark: true,
        canBook: true,
      },
      docs: [
        {
          id: participant,
          visitor: {
            id: visitor,
            fullName: 'Иванов Пётр Сергеевич',
            phone: '+79161234567',
            cardNumber: '00042',
            status: 'registered',
          },
          status: 'expected',
          notMarked: false,
          comment: null,
          source: 'bot',
          bookedBy: { kind: 'volunteers', id: eventDay, name: 'Вера' },
          bookedAt,
          cancelReason: null,
          updatedAt,
        },
      ],
      counts: { expected: 1, attended: 0, noShow: 0, cancelled: 0, notMarked: 0 },
    },
  },
  errors: [],
  handler: ({ req, caller, now, id: of }) => roster(req.payload, { occurrence: of, caller, now }),
})

export const doorListRoute = route({
  method: 'get',
  path: '/occurrences/:id/door-list',
  tag: 'Exports',
  summary: 'A page to print and tick at the door: names and card numbers, no phones',
  description:
    'For users of the panel, in the language of the reader, in the order of the list of participants. Logged as ' +
    'an export.',
  allow: isUser,
  answer: { status: 200, type: 'text/html', schema: z.string(), example: '<!doctype html>…' },
  errors: [],
  handler: async ({ req, caller, now, id: of }) => {
    const { occurrence: what, docs } = await doorList(req.payload, { occurrence: of, caller, now })
    const people = docs.map(({ visitor: { fullName, cardNumber }, status }) => ({
      fullName,
      cardNumber,
      attended: status === 'attended',
    }))
    const page = doorListPage({
      ...what,
      service: what.service.title,
      place: what.place.title,
      language: languageOf(req),
      people,
    })
    return new Response(page, {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
})
