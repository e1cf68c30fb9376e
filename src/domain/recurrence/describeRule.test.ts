import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeRule } from './describeRule'
import { parseRule } from './parseRule'
import { anyDate, anyRule } from './testing/anyRule'

/** Rule, Russian, English. */
const SENTENCES: [string, string, string][] = [
  ['FREQ=DAILY', 'ежедневно', 'every day'],
  ['FREQ=DAILY;COUNT=10', 'ежедневно, 10 раз', 'every day, 10 times'],
  ['FREQ=DAILY;COUNT=1', 'ежедневно, 1 раз', 'every day, once'],
  ['FREQ=DAILY;COUNT=22', 'ежедневно, 22 раза', 'every day, 22 times'],
  ['FREQ=DAILY;INTERVAL=2', 'каждые 2 дня', 'every 2 days'],
  ['FREQ=DAILY;INTERVAL=5', 'каждые 5 дней', 'every 5 days'],
  ['FREQ=DAILY;INTERVAL=21', 'каждый 21 день', 'every 21 days'],
  [
    'FREQ=DAILY;INTERVAL=5;BYDAY=MO,WE',
    'каждые 5 дней, если это понедельник или среда',
    'every 5 days, if it is a Monday or Wednesday',
  ],
  ['FREQ=DAILY;INTERVAL=10;BYMONTH=1', 'каждые 10 дней, только в январе', 'every 10 days, only in January'],
  ['FREQ=DAILY;BYMONTH=1', 'ежедневно в январе', 'every day in January'],
  ['FREQ=DAILY;BYDAY=MO;BYSETPOS=2', 'никогда', 'never'],

  ['FREQ=WEEKLY', 'каждую неделю', 'every week'],
  ['FREQ=WEEKLY;BYDAY=MO', 'каждый понедельник', 'every Monday'],
  ['FREQ=WEEKLY;BYDAY=WE', 'каждую среду', 'every Wednesday'],
  ['FREQ=WEEKLY;BYDAY=SU', 'каждое воскресенье', 'every Sunday'],
  ['FREQ=WEEKLY;BYDAY=FR,TU', 'каждый вторник и пятницу', 'every Tuesday and Friday'],
  ['FREQ=WEEKLY;BYDAY=SA,SU', 'каждую субботу и воскресенье', 'every Saturday and Sunday'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'по будням', 'every weekday'],
  ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'ежедневно', 'every day'],
  [
    'FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231',
    'каждую пятницу до 31 декабря 2026 г. включительно',
    'every Friday until 31 December 2026',
  ],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'каждые 2 недели по понедельникам', 'every 2 weeks on Mondays'],
  [
    'FREQ=WEEKLY;INTERVAL=5;BYDAY=MO,WE,TH',
    'каждые 5 недель по понедельникам, средам и четвергам',
    'every 5 weeks on Mondays, Wednesdays and Thursdays',
  ],
  ['FREQ=WEEKLY;INTERVAL=21;BYDAY=SA', 'каждую 21 неделю по субботам', 'every 21 weeks on Saturdays'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR', 'каждые 2 недели по будням', 'every 2 weeks on weekdays'],
  ['FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'каждые 3 недели во все дни', 'every 3 weeks on every day'],
  [
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU;UNTIL=19971224',
    'каждые 2 недели по вторникам и воскресеньям (неделя начинается с воскресенья) до 24 декабря 1997 г. включительно',
    'every 2 weeks on Tuesdays and Sundays (weeks start on Sunday) until 24 December 1997',
  ],
  ['FREQ=WEEKLY;WKST=SU;BYDAY=TU', 'каждый вторник', 'every Tuesday'],
  ['FREQ=WEEKLY;BYMONTH=6,7,8;BYDAY=TU', 'каждый вторник с июня по август', 'every Tuesday from June to August'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,3;BYDAY=TU',
    'каждые 2 недели по вторникам, только в январе и марте',
    'every 2 weeks on Tuesdays, only in January and March',
  ],
  [
    'FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=-1',
    'каждый понедельник и среду, но только последний такой день недели',
    'every Monday and Wednesday, but only the last such day of the week',
  ],
  [
    'FREQ=WEEKLY;WKST=TU;BYDAY=MO,WE;BYSETPOS=1',
    'каждый понедельник и среду, но только первый такой день недели (неделя начинается со вторника)',
    'every Monday and Wednesday, but only the first such day of the week (weeks start on Tuesday)',
  ],

  ['FREQ=MONTHLY', 'каждый месяц', 'every month'],
  ['FREQ=MONTHLY;BYMONTHDAY=15', '15-го числа каждого месяца', 'on the 15th of every month'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,15', '1-го и 15-го числа каждого месяца', 'on the 1st and the 15th of every month'],
  ['FREQ=MONTHLY;BYMONTHDAY=-1', 'в последний день месяца', 'on the last day of every month'],
  ['FREQ=MONTHLY;BYMONTHDAY=-2', 'в предпоследний день месяца', 'on the second-to-last day of every month'],
  ['FREQ=MONTHLY;BYMONTHDAY=-3', 'в третий с конца день месяца', 'on the third-to-last day of every month'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=1,-1',
    '1-го числа и в последний день каждого месяца',
    'on the 1st and the last day of every month',
  ],
  ['FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15', 'каждые 2 месяца 15-го числа', 'every 2 months on the 15th of the month'],
  [
    'FREQ=MONTHLY;INTERVAL=21;BYMONTHDAY=-1',
    'каждый 21 месяц в последний день месяца',
    'every 21 months on the last day of the month',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    'каждые 18 месяцев 10–15-го числа, 10 раз',
    'every 18 months on the 10th–15th of the month, 10 times',
  ],
  ['FREQ=MONTHLY;BYDAY=2TU', 'каждый второй вторник месяца', 'on the second Tuesday of every month'],
  ['FREQ=MONTHLY;BYDAY=3WE', 'каждую третью среду месяца', 'on the third Wednesday of every month'],
  ['FREQ=MONTHLY;BYDAY=4SU', 'каждое четвёртое воскресенье месяца', 'on the fourth Sunday of every month'],
  ['FREQ=MONTHLY;BYDAY=-1FR', 'каждую последнюю пятницу месяца', 'on the last Friday of every month'],
  [
    'FREQ=MONTHLY;BYDAY=-2MO;COUNT=6',
    'каждый предпоследний понедельник месяца, 6 раз',
    'on the second-to-last Monday of every month, 6 times',
  ],
  [
    'FREQ=MONTHLY;BYDAY=1SU,-1SU',
    'каждое первое и последнее воскресенье месяца',
    'on the first and last Sunday of every month',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU,-1SU',
    'каждые 2 месяца во второй вторник и в последнее воскресенье месяца',
    'every 2 months on the second Tuesday and the last Sunday of the month',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,1TU',
    'каждый понедельник и каждый первый вторник месяца',
    'on every Monday and the first Tuesday of every month',
  ],
  ['FREQ=MONTHLY;INTERVAL=2;BYDAY=TU', 'каждые 2 месяца по вторникам', 'every 2 months on Tuesdays'],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'в последний рабочий день месяца',
    'on the last working day of every month',
  ],
  [
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1',
    'в первый и последний рабочий день месяца',
    'on the first and last working day of every month',
  ],
  [
    'FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2',
    'каждые 3 месяца во второй рабочий день месяца',
    'every 3 months on the second working day of the month',
  ],
  ['FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1', 'в первый выходной день месяца', 'on the first weekend day of every month'],
  ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'каждый второй вторник месяца', 'on the second Tuesday of every month'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1', 'в последний день месяца', 'on the last day of every month'],
  [
    'FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3',
    'каждый вторник, среду и четверг, но только третий такой день месяца',
    'every Tuesday, Wednesday and Thursday, but only the third such day of the month',
  ],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'каждую пятницу, если это 13-е число', 'every Friday, if it is the 13th'],
  [
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    'каждую субботу, если это 7–13-е число',
    'every Saturday, if it is the 7th–13th',
  ],
  [
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=1,-1',
    'каждую субботу, если это 1-е число или последний день месяца',
    'every Saturday, if it is the 1st or the last day of the month',
  ],

  ['FREQ=YEARLY', 'каждый год', 'every year'],
  ['FREQ=YEARLY;INTERVAL=5', 'каждые 5 лет', 'every 5 years'],
  ['FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1', 'каждый год 1 января', 'every year on 1 January'],
  [
    'FREQ=YEARLY;BYMONTH=1,3;BYMONTHDAY=1,15',
    'каждый год 1-го и 15-го числа января и марта',
    'every year on the 1st and the 15th of January and March',
  ],
  [
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
    'каждый год в последний день февраля',
    'every year on the last day of February',
  ],
  [
    'FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO',
    'каждый год в последний понедельник мая',
    'every year on the last Monday of May',
  ],
  ['FREQ=YEARLY;BYDAY=20MO', 'каждый год в 20-й понедельник года', 'every year on the 20th Monday of the year'],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', 'каждый четверг в марте', 'every Thursday in March'],
  ['FREQ=YEARLY;BYMONTHDAY=13', '13-го числа каждого месяца', 'on the 13th of every month'],
  [
    'FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200',
    'каждые 3 года в 1-й, 100-й и 200-й день года',
    'every 3 years on the 1st, 100th and 200th day of the year',
  ],
  ['FREQ=YEARLY;BYYEARDAY=-1', 'каждый год в последний день года', 'every year on the last day of the year'],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', 'каждый год в понедельник 20-й недели', 'every year on Monday of week 20'],
  [
    'FREQ=YEARLY;BYWEEKNO=20,21;BYDAY=TU,WE;WKST=SU',
    'каждый год во вторник и среду 20-й и 21-й недели (неделя начинается с воскресенья)',
    'every year on Tuesday and Wednesday of weeks 20 and 21 (weeks start on Sunday)',
  ],
  [
    'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=FR',
    'каждый год в пятницу последней недели',
    'every year on Friday of the last week of the year',
  ],
  ['FREQ=YEARLY;BYWEEKNO=20', 'каждый год на 20-й неделе', 'every year in week 20'],
  [
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    'каждые 4 года по вторникам в ноябре, если это 2–8-е число',
    'every 4 years on Tuesdays in November, if it is the 2nd–8th',
  ],
  [
    'FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'каждый год в последний рабочий день года',
    'every year on the last working day of the year',
  ],
  [
    'FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=15',
    '15-го числа каждого месяца, если это 20-я неделя года',
    'on the 15th of every month, if it is in week 20',
  ],
]

describe('a rule as a person would say it', () => {
  it.each(SENTENCES)('%s: %s / %s', (rule, ru, en) => expect(describeRule(parseRule(rule))).toEqual({ ru, en }))

  it.each([
    ['FREQ=WEEKLY', 'каждый вторник', 'every Tuesday'],
    ['FREQ=MONTHLY', '10-го числа каждого месяца', 'on the 10th of every month'],
    ['FREQ=YEARLY', 'каждый год 10 марта', 'every year on 10 March'],
    ['FREQ=YEARLY;BYMONTH=6,7', 'каждый год 10 июня и 10 июля', 'every year on 10 June and 10 July'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'каждый год во вторник 20-й недели', 'every year on Tuesday of week 20'],
  ])('%s on a Tuesday, 10 March: %s / %s', (rule, ru, en) =>
    expect(describeRule(parseRule(rule), '2026-03-10')).toEqual({ ru, en }),
  )

  it('draws long lists together', () => {
    const positions = Array.from({ length: 100 }, (_, index) => index + 1).join(',')
    expect(describeRule(parseRule(`FREQ=YEARLY;BYDAY=MO,WE;BYSETPOS=${positions},-3,-2,-1`))).toEqual({
      ru: 'каждый понедельник и среду, но только 1–100-й и 1–3-й с конца такой день года',
      en: 'every Monday and Wednesday, but only the 1st–100th and last 3 such days of the year',
    })
  })

  it('has words for every rule', () => {
    fc.assert(
      fc.property(anyRule, fc.option(anyDate, { nil: undefined }), (rule, date) => {
        const { ru, en } = describeRule(rule, date)
        for (const text of [ru, en]) expect(text).not.toMatch(/undefined|null|NaN| {2}|,,| ,|^ | $|\b0/)
        expect(ru).toMatch(/^[а-яё0-9–\-,.() ]+$/)
        expect(en).toMatch(/^[a-z0-9–\-,() ]+$/i)
      }),
      { seed: 7, numRuns: 3000 },
    )
  })
})
