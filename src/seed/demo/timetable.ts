import { addDays } from '@/domain/time/calendar'
import { holidaysBetween, lastOfMonth, nextOn, type Weekday, weekdayOf } from './days'

export type DemoLine = {
  service: string
  startTime: string
  endTime: string
  capacity: number
  window?: { value: number; unit: 'days' | 'occurrences' }
}

export type DemoEvent = {
  title: string
  place: 'Цветной' | 'Гиляровского' | 'Ясная'
  date: string
  startTime: string
  endTime: string
  capacity: number
  rrule: string | null
  skipDates: { date: string; reason: string }[]
  lines: DemoLine[]
  /** Demand as a share of the places; 1 or more fills the day. */
  demand: number
}

/** `10:00-12:00 Стирка x8`, optionally followed by a booking window: `w3occurrences`. */
const line = (text: string): DemoLine => {
  const [, startTime, endTime, service, capacity, value, unit] =
    /^(\d\d:\d\d)-(\d\d:\d\d) (.+) x(\d+)(?: w(\d+)(days|occurrences))?$/.exec(text) ?? []
  if (!startTime || !endTime || !service) throw new Error(`Not a line of the timetable: ${text}`)
  return {
    startTime,
    endTime,
    service,
    capacity: Number(capacity),
    ...(value ? { window: { value: Number(value), unit: unit as 'days' | 'occurrences' } } : {}),
  }
}

type Plan = Pick<DemoEvent, 'title' | 'place' | 'capacity' | 'demand'> & { hours: string; lines: string[] }

const event = (
  { hours, lines, ...rest }: Plan,
  date: string,
  rrule: string | null = null,
  skipDates: DemoEvent['skipDates'] = [],
): DemoEvent => {
  const [startTime = '', endTime = ''] = hours.split('-')
  return { ...rest, date, startTime, endTime, rrule, skipDates, lines: lines.map(line) }
}

/** How many days the demo covers before and after today. */
export const DEMO_DAYS = 31

/** A typical day centre's events around `today`, weekly and one-off. */
export const timetable = (today: string): DemoEvent[] => {
  const start = addDays(today, -DEMO_DAYS)
  const weekly = (weekdays: readonly Weekday[], plan: Plan, interval = 1): DemoEvent =>
    event(
      plan,
      nextOn(start, weekdays),
      `FREQ=WEEKLY;${interval > 1 ? `INTERVAL=${interval};` : ''}BYDAY=${weekdays.join(',')}`,
    )
  const once = (days: number, plan: Plan): DemoEvent => {
    const date = addDays(today, days)
    return event(plan, weekdayOf(date) === 'SU' ? addDays(date, 1) : date)
  }
  return [
    weekly(['MO', 'WE', 'FR'], {
      title: 'Стирка и душ',
      place: 'Цветной',
      hours: '10:00-16:00',
      capacity: 24,
      demand: 0.85,
      lines: [
        '10:00-12:00 Стирка x8',
        '13:00-15:00 Стирка x8',
        '10:00-12:00 Душ x12',
        '13:00-15:00 Душ x12',
        '15:00-15:30 Средства гигиены x20',
      ],
    }),
    weekly(['TU', 'SA'], {
      title: 'Банный день',
      place: 'Ясная',
      hours: '11:00-17:00',
      capacity: 20,
      demand: 0.75,
      lines: [
        '11:00-13:00 Душ x10',
        '13:00-15:00 Душ x10',
        '11:00-13:00 Стирка x6',
        '15:30-16:00 Средства гигиены x20',
      ],
    }),
    weekly(['TU'], {
      title: 'Приём врача',
      place: 'Гиляровского',
      hours: '11:00-15:00',
      capacity: 15,
      demand: 0.9,
      lines: [
        '11:00-12:00 Медицинская консультация x5',
        '12:00-13:00 Медицинская консультация x5',
        '13:00-14:00 Медицинская консультация x5',
        '14:00-15:00 Содействие в получении медпомощи x6',
      ],
    }),
    weekly(['MO', 'WE', 'TH'], {
      title: 'Первичная регистрация',
      place: 'Цветной',
      hours: '09:00-12:00',
      capacity: 20,
      demand: 0.12,
      lines: ['09:00-12:00 Первичная регистрация x20'],
    }),
    weekly(['FR'], {
      title: 'Выдача одежды',
      place: 'Гиляровского',
      hours: '11:00-15:00',
      capacity: 25,
      demand: 0.7,
      lines: [
        '11:00-13:00 Комплект одежды x12',
        '13:00-15:00 Комплект одежды x12',
        '14:00-15:00 Выдача костылей, трости x3',
      ],
    }),
    weekly(['WE'], {
      title: 'Психолог',
      place: 'Гиляровского',
      hours: '16:00-20:00',
      capacity: 8,
      demand: 0.8,
      lines: [
        '16:00-17:00 Консультация психолога первичная x2 w3occurrences',
        '17:00-18:00 Консультация психолога повторная x2 w3occurrences',
        '18:00-20:00 Консультация x4',
      ],
    }),
    weekly(
      ['SA'],
      {
        title: 'Стрижка',
        place: 'Цветной',
        hours: '12:00-16:00',
        capacity: 14,
        demand: 0.9,
        lines: ['12:00-14:00 Стрижка x6 w2occurrences', '14:00-16:00 Стрижка x6 w2occurrences'],
      },
      2,
    ),
    weekly(['TH'], {
      title: 'Документы и восстановление паспорта',
      place: 'Гиляровского',
      hours: '12:00-17:00',
      capacity: 18,
      demand: 0.65,
      lines: [
        '12:00-13:00 Изготовление фотографий x10',
        '13:00-15:00 Написание заявлений/запросов x8',
        '15:00-16:00 Оплата пошлины x5',
        '16:00-17:00 Консультация x6',
      ],
    }),
    weekly(['TU', 'FR'], {
      title: 'Почта',
      place: 'Ясная',
      hours: '10:00-11:00',
      capacity: 20,
      demand: 0.3,
      lines: ['10:00-11:00 Получена корреспонденция x20', '10:00-11:00 Письмо вручено x20'],
    }),
    event(
      {
        title: 'Ужин и продукты',
        place: 'Цветной',
        hours: '18:00-20:00',
        capacity: 30,
        demand: 0.3,
        lines: ['18:00-20:00 Продукты x30'],
      },
      start,
      'FREQ=DAILY',
      holidaysBetween(start, addDays(today, 365)),
    ),
    event(
      {
        title: 'Приём юриста',
        place: 'Ясная',
        hours: '14:00-18:00',
        capacity: 8,
        demand: 0.8,
        lines: ['14:00-18:00 Консультация x8 w2occurrences'],
      },
      lastOfMonth(start, 'TH'),
      'FREQ=MONTHLY;BYDAY=-1TH',
    ),
    once(9, {
      title: 'День вакцинации от гриппа',
      place: 'Ясная',
      hours: '10:00-15:00',
      capacity: 30,
      demand: 0.7,
      lines: ['10:00-12:30 Медицинская консультация x15', '12:30-15:00 Медицинская консультация x15'],
    }),
    once(3, {
      title: 'Благотворительная парикмахерская',
      place: 'Гиляровского',
      hours: '12:00-16:00',
      capacity: 12,
      demand: 1,
      lines: ['12:00-14:00 Стрижка x6', '14:00-16:00 Консультация x10'],
    }),
    once(-12, {
      title: 'Раздача зимних вещей',
      place: 'Ясная',
      hours: '12:00-16:00',
      capacity: 40,
      demand: 0.85,
      lines: ['12:00-14:00 Комплект одежды x15', '14:00-16:00 Комплект одежды x15', '12:00-16:00 Средства гигиены x30'],
    }),
    weekly(['TH'], {
      title: 'Вечерние чаепития',
      place: 'Ясная',
      hours: '18:00-20:00',
      capacity: 15,
      demand: 0.6,
      lines: ['18:00-20:00 Консультация x15'],
    }),
  ]
}

/** Which events of the timetable are changed, by title. */
export const CHANGES = {
  cancelledDate: { title: 'Приём врача', reason: 'Врач заболел' },
  archived: { title: 'Вечерние чаепития', reason: 'Закрыли на ремонт' },
  edited: { title: 'Документы и восстановление паспорта' },
  full: { title: 'Благотворительная парикмахерская' },
} as const
