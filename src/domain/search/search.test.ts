import { describe, expect, it } from 'vitest'
import { MemoryIndex } from './memory-index'
import { planOf } from './plan'
import { parseQuery } from './query'
import { rankQuery } from './rank'

const NAMES = [
  'Иванов Иван Иванович',
  'Иванов Иван Петрович',
  'Иванов Пётр Иванович',
  'Иванова Мария Ивановна',
  'Петров Иван',
  'Щукин Сергей Олегович',
  'Чукин Олег',
  'Жуков Юрий Ильич',
  'Хрущёв Никита Сергеевич',
  'Цой Виктор Робертович',
  'Семёнов Пётр Семёнович',
  'Петров-Водкин Кузьма Сергеевич',
  'Хомич Алексей',
  'Ющенко Эдуард Юрьевич',
  'Объедков Фёдор',
  'Ким Анна',
  'Ли Артём',
  'Мамедов Гасан Али оглы',
  "О'Коннор Джон",
  'Соловьёв Дмитрий',
  'Алексеев Александр',
  'Чайковский Модест Ильич',
  'Ельцин Борис',
  'Ёлкин Семён',
  'Эйзенштейн Сергей',
  'Любимов Илья',
  'Мкртчян Армен',
  'Яковлева Яна',
  'Цветаева Марина',
  'Черных Илья',
  'Кузнецова Наталья',
  'Ильина Софья',
  'Smith John',
  'Воробьёв Андрей',
  'Дмитриев Василий',
  'Бердыева Жамиля',
  'Майоров Никита',
]
const people = NAMES.map((name, i) => {
  const [lastName = '', firstName = '', ...middle] = name.split(' ')
  return {
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    name,
    lastName,
    firstName,
    middleName: middle.join(' ') || null,
    cardNumber: String(i + 40).padStart(4, '0'),
    phone: i % 3 === 0 ? `+7916123${4500 + i}` : null,
    birthYear: 1950 + i,
  }
})
const index = new MemoryIndex(people)
const find = async (q: string, limit = 5): Promise<string[]> =>
  (await index.search(q, limit)).map(({ candidate }) => candidate.name)

const FIRST: Record<string, readonly (readonly [typed: string, found: string])[]> = {
  'ё and е, й and и, case, order': [
    ['семенов петр', 'Семёнов Пётр Семёнович'],
    ['СЕМЁНОВ', 'Семёнов Пётр Семёнович'],
    ['пётр семенов', 'Семёнов Пётр Семёнович'],
    ['елкин', 'Ёлкин Семён'],
    ['Сергеевич Никита Хрущев', 'Хрущёв Никита Сергеевич'],
    ['Чаиковскии', 'Чайковский Модест Ильич'],
    ['Ёлкин'.normalize('NFD'), 'Ёлкин Семён'],
    ['Чайковский'.normalize('NFD'), 'Чайковский Модест Ильич'],
    ['Обьедков', 'Объедков Фёдор'],
    ['Соловев', 'Соловьёв Дмитрий'],
  ],
  'one typo anywhere': [
    ['Ыванов Иван Петрович', 'Иванов Иван Петрович'],
    ['Жукв', 'Жуков Юрий Ильич'],
    ['Жукков Юрий', 'Жуков Юрий Ильич'],
    ['Жкуов', 'Жуков Юрий Ильич'],
    ['Хрущёд', 'Хрущёв Никита Сергеевич'],
    ['Цйо', 'Цой Виктор Робертович'],
    ['Цо', 'Цой Виктор Робертович'],
    ['ой', 'Цой Виктор Робертович'],
    ['Ццой', 'Цой Виктор Робертович'],
    ['Любим0в', 'Любимов Илья'],
    ['Люби.мов', 'Любимов Илья'],
    ['Люби мов Илья', 'Любимов Илья'],
    ['ЛюбимовИлья', 'Любимов Илья'],
    ['Цветаева Мрина', 'Цветаева Марина'],
    ['Иванов Иван Перович', 'Иванов Иван Петрович'],
  ],
  'the other keyboard layout': [
    ['bdfyjd gtnh', 'Иванов Пётр Иванович'],
    ['[jvbx', 'Хомич Алексей'],
    [';erjd', 'Жуков Юрий Ильич'],
    ['.otyrj', 'Ющенко Эдуард Юрьевич'],
    [">otyrj 'lefhl", 'Ющенко Эдуард Юрьевич'],
    ['j,]tlrjd', 'Объедков Фёдор'],
    ['`krby', 'Ёлкин Семён'],
    ['vrhnxzy', 'Мкртчян Армен'],
    ['K.,bvjd', 'Любимов Илья'],
    ['K.,bvjd, Bkmz', 'Любимов Илья'],
    ['rbv fyyf', 'Ким Анна'],
    ['Ыьшер', 'Smith John'],
    ['Дшгишьщм', 'Любимов Илья'],
    ['Иванов gtnh', 'Иванов Пётр Иванович'],
    ['[jvbxx', 'Хомич Алексей'],
  ],
  'passport, GOST, ISO and everyday Latin': [
    ...[
      'Shchukin',
      'Schukin',
      'Chshukin',
      'Shhukin',
      'Ščukin',
      'Ŝukin',
      'Szczukin',
      'Schtschukin',
      'Chtchoukine',
      'SHCHUKIN SERGEI',
    ].map((typed) => [typed, 'Щукин Сергей Олегович'] as const),
    ...['Yuri Zhukov', 'Juri Jukov', 'Iurii Zhukov', 'Yury Žukov', 'Yuriy Zhukoff'].map(
      (typed) => [typed, 'Жуков Юрий Ильич'] as const,
    ),
    ...['Khrushchev', 'Khrushchyov', 'Hruschev', 'Xrushhyov', 'Hruščëv', 'Nikita Khrushchev'].map(
      (typed) => [typed, 'Хрущёв Никита Сергеевич'] as const,
    ),
    ...['Tsoi', 'Tsoy', 'Coj', 'Tzoy', 'Czoj'].map((typed) => [typed, 'Цой Виктор Робертович'] as const),
    ...['Alexandr Alekseev', 'Aleksandr Alexeev', 'Alexander Alekseyev', 'Alekseev Aleksander'].map(
      (typed) => [typed, 'Алексеев Александр'] as const,
    ),
    ...['Chaikovskii', 'Tchaikovsky', 'Chajkovskij', 'Chaykovskiy', 'Čajkovskij'].map(
      (typed) => [typed, 'Чайковский Модест Ильич'] as const,
    ),
    ['Semyonov Pyotr', 'Семёнов Пётр Семёнович'],
    ['Semenov Petr', 'Семёнов Пётр Семёнович'],
    ['Semënov Pëtr', 'Семёнов Пётр Семёнович'],
    ['Yeltsin', 'Ельцин Борис'],
    ['Eltsin', 'Ельцин Борис'],
    ['Yolkin', 'Ёлкин Семён'],
    ['Iana Iakovleva', 'Яковлева Яна'],
    ['Jana Jakovleva', 'Яковлева Яна'],
    ['Natalia Kuznecova', 'Кузнецова Наталья'],
    ['Mkrtchian', 'Мкртчян Армен'],
    ['Chernykh Ilia', 'Черных Илья'],
    ["Solov'yov Dmitry", 'Соловьёв Дмитрий'],
    ['Solovev Dmitrii', 'Соловьёв Дмитрий'],
    ['Ob``edkov Fyodor', 'Объедков Фёдор'],
    ["Vorob'ev Andrey", 'Воробьёв Андрей'],
    ['Ejzenshtejn', 'Эйзенштейн Сергей'],
    ['Berdyyeva', 'Бердыева Жамиля'],
  ],
  'a typo in Latin, also inside shch': [
    ['Shcgukin', 'Щукин Сергей Олегович'],
    ['Sjchukin', 'Щукин Сергей Олегович'],
    ['Hchukin', 'Щукин Сергей Олегович'],
    ['Kbrushchev', 'Хрущёв Никита Сергеевич'],
    ['Zyukov', 'Жуков Юрий Ильич'],
    ['Smitj Jon', 'Smith John'],
    ['Cvetaeba', 'Цветаева Марина'],
  ],
  'parts, initials, beginnings': [
    ['Водкин', 'Петров-Водкин Кузьма Сергеевич'],
    ['Петров Водкин', 'Петров-Водкин Кузьма Сергеевич'],
    ['ПетровВодкин', 'Петров-Водкин Кузьма Сергеевич'],
    ['Вотдкин Кузьма', 'Петров-Водкин Кузьма Сергеевич'],
    ['Иванов И. П.', 'Иванов Иван Петрович'],
    ['Иванов И.И.', 'Иванов Иван Иванович'],
    ['П.И. Иванов', 'Иванов Пётр Иванович'],
    ['ИП Иванов', 'Иванов Иван Петрович'],
    ['Н. Хрущев', 'Хрущёв Никита Сергеевич'],
    ['Y. Zhukov', 'Жуков Юрий Ильич'],
    ['Khrushchev N.S.', 'Хрущёв Никита Сергеевич'],
    ['Ива', 'Иванов Иван Иванович'],
    ['Хру', 'Хрущёв Никита Сергеевич'],
    ['Shch', 'Щукин Сергей Олегович'],
    ['Иванов Пё', 'Иванов Пётр Иванович'],
    ['Иванов Иван Пет', 'Иванов Иван Петрович'],
    ['Гасан Мамедов', 'Мамедов Гасан Али оглы'],
    ['ОКоннор', "О'Коннор Джон"],
    ['O’Connor', "О'Коннор Джон"],
    ['Иванов Пётр Сергеевич', 'Иванов Пётр Иванович'],
    ['Петров Иван Ильич', 'Петров Иван'],
    ['Иван Петрович', 'Иванов Иван Петрович'],
  ],
  'every word begun, in either order': [
    ['Солов Дми', 'Соловьёв Дмитрий'],
    ['Дми Солов', 'Соловьёв Дмитрий'],
    ['Солов Д', 'Соловьёв Дмитрий'],
    ['Хру Ник Серг', 'Хрущёв Никита Сергеевич'],
    ['Khru Nik', 'Хрущёв Никита Сергеевич'],
    ['cjkjd lvb', 'Соловьёв Дмитрий'],
  ],
  'other forms of the same name': [
    ['Соловьёв Дима', 'Соловьёв Дмитрий'],
    ['Димка Соловьев', 'Соловьёв Дмитрий'],
    ['Майоров Никитка', 'Майоров Никита'],
    ['Кузнецова Наташа', 'Кузнецова Наталья'],
    ['Кузнецова Наталия', 'Кузнецова Наталья'],
    ['Соловьёву Дмитрию', 'Соловьёв Дмитрий'],
    ['Соловьёвым Дмитрием', 'Соловьёв Дмитрий'],
    ['позвать Кузнецову Наталью', 'Кузнецова Наталья'],
    ['Цветаевой Марине', 'Цветаева Марина'],
    ['Цветаевой Марише', 'Цветаева Марина'],
    ['Эйзенштейну', 'Эйзенштейн Сергей'],
    ['Чайковскому Модесту', 'Чайковский Модест Ильич'],
    ['Соловьёва Дмитрий', 'Соловьёв Дмитрий'],
    ['Чайковская Модест', 'Чайковский Модест Ильич'],
    ['Цветаев Марина', 'Цветаева Марина'],
    ['Иван Иваныч Иванов', 'Иванов Иван Иванович'],
    ['Никита Сергеич', 'Хрущёв Никита Сергеевич'],
    ['Семёныч Петя', 'Семёнов Пётр Семёнович'],
    ['Мамедов Гасан Алиевич', 'Мамедов Гасан Али оглы'],
    ['Гасан Али кызы', 'Мамедов Гасан Али оглы'],
    ['О Коннор', "О'Коннор Джон"],
    ['О Коннор John', "О'Коннор Джон"],
    ['Смит Джон', 'Smith John'],
  ],
  'two slips in a long word': [
    ['Эйзинштайн', 'Эйзенштейн Сергей'],
    ['Чийкавский', 'Чайковский Модест Ильич'],
    ['Алексеев Аликсондр', 'Алексеев Александр'],
    ['Дмитриев Васелей', 'Дмитриев Василий'],
  ],
  'a spare word': [
    ['Хомич из Твери', 'Хомич Алексей'],
    ['гр. Хомич', 'Хомич Алексей'],
    ['Хомич новый', 'Хомич Алексей'],
    ['новый Хомич с собакой', 'Хомич Алексей'],
    ['карта 42', 'Иванов Пётр Иванович'],
    ['Хомич Лёша хромает', 'Хомич Алексей'],
    ['Мария Иванова мама Коли', 'Иванова Мария Ивановна'],
  ],
  'lookalike letters of the other alphabet': [
    ['Xpyщёв', 'Хрущёв Никита Сергеевич'],
    ['Жyкoв', 'Жуков Юрий Ильич'],
    ['Smіth', 'Smith John'],
  ],
  'cards, phones, ids': [
    ['0042', 'Иванов Пётр Иванович'],
    ['42', 'Иванов Пётр Иванович'],
    ['№ 0042', 'Иванов Пётр Иванович'],
    ['Иванов 0041', 'Иванов Иван Петрович'],
    ['0040 Иванов', 'Иванов Иван Иванович'],
    ['карта 0042', 'Иванов Пётр Иванович'],
    ...[
      '8 916 123-45-03',
      '+7(916)1234503',
      '9161234503',
      '89161234503',
      '+7 916 123 45 03',
      '7-916-123-45-03',
      '123-45-03',
      '4503',
      '45 03',
      'Иванова 4503',
      '+7 (916) 123\u201145\u201103',
      '8 916 123—45—03',
      '8/916/123-45-03',
      'тел. 8 916 123-45-03',
      '8 916 123-45-03 доб. 12',
      '8 916 123 45 03 (мама)',
      '916 123 4503 1953',
    ].map((typed) => [typed, 'Иванова Мария Ивановна'] as const),
    ['00000000-0000-4000-8000-000000000015', 'Ким Анна'],
    ['{00000000-0000-4000-8000-000000000015} ', 'Ким Анна'],
    ['Иванов Иван 1951', 'Иванов Иван Петрович'],
  ],
}

describe.each(Object.entries(FIRST))('%s', (_, rows) => {
  it.each(rows)('%s', async (typed, found) => {
    expect((await find(typed))[0]).toBe(found)
  })
})

describe('order of the answers', () => {
  it('puts the exact card first with score 1, the same card without its zeros after it', async () => {
    const cards = new MemoryIndex([
      { id: 'a', lastName: 'Серов', firstName: 'Олег', cardNumber: '042', phone: null },
      { id: 'b', lastName: 'Белов', firstName: 'Олег', cardNumber: '42', phone: null },
      { id: 'c', lastName: 'Чернов', firstName: 'Олег', cardNumber: '1', phone: '+79161230042' },
    ])
    expect((await cards.search('042', 5)).map(({ candidate, score }) => [candidate.id, score])).toEqual([
      ['a', 1],
      ['b', 0.9],
    ])
    expect((await cards.search('0042', 5)).map(({ candidate, score }) => [candidate.id, score])).toEqual([
      ['b', 0.9],
      ['a', 0.9],
      ['c', 0.78],
    ])
  })

  it('puts the card before the name when they belong to different people', async () => {
    expect((await find('Ким 0042')).at(0)).toBe('Иванов Пётр Иванович')
  })

  it('keeps names alone when nobody has the number', async () => {
    expect(await find('Ким 9999')).toEqual(['Ким Анна'])
  })

  it('says what does not fit wholly, and brings it only when nobody does', async () => {
    const partial = async (q: string): Promise<unknown[]> =>
      (await index.search(q, 5)).map((one) => [one.candidate.name, one.partial])
    expect(await partial('Ким Анна')).toEqual([['Ким Анна', false]])
    expect(await partial('Ким Борис')).toEqual([['Ким Анна', true]])
    expect(await partial('Ким 9999')).toEqual([['Ким Анна', true]])
    expect(await partial('Хомич из Твери')).toEqual([['Хомич Алексей', true]])
    expect(await partial('гражданин Хомич')).toEqual([['Хомич Алексей', false]])
    expect((await index.search('Ким Борис', 5))[0]?.score).toBeLessThan(0.7)
  })

  it('finds a card by its letters and digits, however they are typed, and by a part of it', async () => {
    const cards = new MemoryIndex(
      ['Д-059', 'Д-159', 'К-777', '00042', '12345'].map((cardNumber) => ({
        id: cardNumber,
        lastName: 'Серов',
        firstName: 'Олег',
        cardNumber,
      })),
    )
    const first = async (q: string): Promise<string | undefined> => (await cards.search(q, 5))[0]?.candidate.id
    for (const q of ['Д-059', 'д-59', 'Д 059', 'д059', 'Д №59', 'карта Д 059', 'l-59', 'Серов д59', 'Д‑059'])
      expect([q, await first(q)]).toEqual([q, 'Д-059'])
    for (const q of ['К-777', 'K-777', 'k777', '777']) expect([q, await first(q)]).toEqual([q, 'К-777'])
    for (const q of ['123', '1234', '345', '2345']) expect([q, await first(q)]).toEqual([q, '12345'])
    expect(await first('карта 42')).toBe('00042')
  })

  it('looks for phones as far as the one who asks may', async () => {
    const found = async (q: string, phones: 'any' | 'whole' | 'none'): Promise<number> =>
      rankQuery(parseQuery(q, phones), people).length + planOf(parseQuery(q, phones)).exact.flat(2).length
    expect(await found('4503', 'any')).toBeGreaterThan(await found('4503', 'whole'))
    expect(await found('4503', 'whole')).toBe(await found('4503', 'none'))
    expect(await found('89161234503', 'whole')).toBeGreaterThan(await found('89161234503', 'none'))
  })

  it('pages through many with the number of all of them', async () => {
    const many = Array.from({ length: 730 }, (_, i) => ({ id: String(i), lastName: 'Иванов', firstName: 'Иван' }))
    const crowd = new MemoryIndex(many)
    const seen: string[] = []
    for (let page = 1; page <= 15; page += 1) {
      const { ranked, total } = await crowd.page('иванов', page, 50)
      expect(total).toBe(730)
      seen.push(...ranked.map(({ candidate }) => candidate.id))
    }
    expect([seen.length, new Set(seen).size]).toEqual([730, 730])
  })

  it('puts the same spelling before the same sound, and that before a typo', async () => {
    const alike = new MemoryIndex(
      ['Шукин', 'Щукин', 'Щекин', 'Жукин'].map((lastName) => ({ id: lastName, lastName, firstName: 'Олег' })),
    )
    expect((await alike.search('Щукин Олег', 5)).map(({ candidate }) => candidate.id)).toEqual([
      'Щукин',
      'Шукин',
      'Щекин',
      'Жукин',
    ])
  })

  it('does not show strangers', async () => {
    expect(await find('Сидорчук')).toEqual([])
    expect(await find('Сидорчук Велимир')).toEqual([])
    expect(await find('А. Б. В.')).toEqual([])
    expect(await find('Хомич')).toEqual(['Хомич Алексей'])
  })

  it('answers the same whatever order the candidates come in', async () => {
    const reversed = new MemoryIndex([...people].reverse())
    expect((await reversed.search('Иванов', 5)).map(({ candidate }) => candidate.name)).toEqual(await find('Иванов'))
  })
})

describe('hostile queries', () => {
  const HOSTILE = [
    '',
    '   ',
    '😀',
    '👨‍👩‍👧',
    '\0',
    '\0\0\0',
    '%_\'"\\',
    '%%%%',
    "'; DROP TABLE visitors; --",
    '.,;:[]{}',
    '((((',
    '----',
    '+',
    '\u202e\u200b',
    '\ud800',
    'а'.repeat(10_000),
    '1'.repeat(10_000),
    'Ъ'.repeat(200),
    'shch'.repeat(3000),
    '[;].'.repeat(2500),
    'а '.repeat(5000),
    '1 '.repeat(5000),
    '+(('.repeat(3000),
    `${'и. '.repeat(3000)}`,
    '00000000-0000-4000-8000-00000000001z',
    'ﷺ',
    'И̷̢̛'.repeat(300),
  ]
  it.each(HOSTILE.map((typed) => [typed.slice(0, 24), typed]))('%j finds nobody, at once', async (_, typed) => {
    const started = performance.now()
    expect(await find(typed)).toEqual([])
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('finds a name in spite of invisible characters', async () => {
    expect(await find('Хо\u200bмич\0')).toEqual(['Хомич Алексей'])
    expect(await find('Хомич 😀')).toEqual(['Хомич Алексей'])
  })
})
