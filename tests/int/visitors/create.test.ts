import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
let key: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('coordinator')
  key = await app.as('key:booking')
})
afterAll(() => app.close())

type Created = {
  doc: Record<string, unknown> & { id: string; cardNumber: string; fullName: string; phone: string | null }
}
const create = (body: Record<string, unknown>, as: Client = staff) => as.post<Created>('/visitors', body)

describe('writing down a person', () => {
  test('cleans the name, the phone and gives the next card', async () => {
    const { status, body } = await create({
      lastName: '  Каштанов\u200b ',
      firstName: 'Лев\n',
      middleName: '-',
      phone: '8 (916) 111-22-33',
    })
    expect(status).toBe(201)
    expect(body.doc).toMatchObject({
      lastName: 'Каштанов',
      firstName: 'Лев',
      middleName: null,
      fullName: 'Каштанов Лев',
      phone: '+79161112233',
      status: 'new',
    })
    expect(body.doc.cardNumber).toMatch(/^\d{5}$/)
  })

  test('skips card numbers that were given by hand', async () => {
    const { body } = await create({ lastName: 'Первый', firstName: 'Автомат' })
    const next = String(Number(body.doc.cardNumber) + 1).padStart(5, '0')
    expect((await create({ lastName: 'Ручной', firstName: 'Номер', cardNumber: next })).body.doc.cardNumber).toBe(next)
    expect((await create({ lastName: 'Второй', firstName: 'Робот' })).body.doc.cardNumber).toBe(
      String(Number(next) + 1).padStart(5, '0'),
    )
    const taken = await create({ lastName: 'Третий', firstName: 'Захар', cardNumber: ` ${next} ` })
    expect([taken.status, codeOf(taken)]).toEqual([409, 'CARD_NUMBER_TAKEN'])
  })

  test.each([
    [{ lastName: 'Я', firstName: 'Лев' }, 'lastName'],
    [{ firstName: 'Лев' }, 'lastName'],
    [{ lastName: 'Ясный', firstName: '12' }, 'firstName'],
    [{ lastName: 'Ясный', firstName: 'Лев', phone: '123' }, 'phone'],
    [{ lastName: 'Ясный', firstName: 'Лев', cardNumber: 'a b' }, 'cardNumber'],
    [{ lastName: 'Ясный', firstName: 'Лев', birthYear: 1850 }, 'birthYear'],
    [{ lastName: 'Ясный', firstName: 'Лев', birthYear: 1980.5 }, 'birthYear'],
    [{ lastName: 'Ясный', firstName: 'Лев', mksId: 1.5 }, 'mksId'],
    [{ lastName: 'Ясный', firstName: 'Лев', photo: 'x' }, 'photo'],
    [{ lastName: ['Ясный'], firstName: 'Лев' }, 'lastName'],
    [
      {
        lastName: 'Ясный',
        firstName: 'Лев',
        consent: { givenAt: '2026-05-02T00:00:00Z', withdrawnAt: '2026-05-01T00:00:00Z' },
      },
      'consent.withdrawnAt',
    ],
  ])('refuses %j with a sentence for %s', async (body, path) => {
    const answer = await create(body)
    expect([answer.status, codeOf(answer as never)]).toEqual([400, 'VALIDATION'])
    const { errors } = answer.body as unknown as { errors: { data: { errors: { path: string; message: string }[] } }[] }
    expect(errors[0]?.data.errors.map((error) => error.path)).toContain(path)
    expect(errors[0]?.data.errors[0]?.message).toMatch(/[а-я]/)
  })

  test('an unknown photo is a field error', async () => {
    const answer = await create({ lastName: 'Фотов', firstName: 'Лев', photo: '0198a000-0000-7000-8000-000000000009' })
    expect([answer.status, codeOf(answer as never)]).toEqual([400, 'VALIDATION'])
  })

  test('keeps names with quotes, formulas, emoji and 300 letters as they are', async () => {
    for (const lastName of [`О'Коннор "Старший"`, '=cmd|calc', 'Иванов🙂', 'Щ' + 'а'.repeat(299)]) {
      const { status, body } = await create({ lastName, firstName: 'Ян', allowDuplicate: true })
      expect([status, body.doc.lastName]).toEqual([201, lastName])
    }
    expect((await create({ lastName: 'Щ'.repeat(301), firstName: 'Ян' })).status).toBe(400)
  })

  test('records who recorded the consent, whatever was sent', async () => {
    const { body } = await create({
      lastName: 'Согласов',
      firstName: 'Иван',
      consent: { givenAt: '2026-12-01T08:00:00Z', recordedBy: 'кто-то' },
    })
    expect(body.doc.consent).toEqual({
      givenAt: '2026-12-01T08:00:00.000Z',
      recordedBy: `users:${staff.id}`,
      withdrawnAt: null,
    })
    const other = await app.as('administrator')
    const changed = await other.patch<Created>(`/visitors/${body.doc.id}`, {
      comment: 'тихий',
      consent: { givenAt: '2026-12-01T08:00:00Z', recordedBy: 'другой' },
    })
    expect(changed.body.doc.consent).toMatchObject({ recordedBy: `users:${staff.id}` })
  })

  test('a key may not set the status, staff may', async () => {
    expect((await create({ lastName: 'Ключев', firstName: 'Артём', status: 'registered' }, key)).status).toBe(400)
    expect((await create({ lastName: 'Статусов', firstName: 'Артём', status: 'registered' })).body.doc).toMatchObject({
      status: 'registered',
    })
    expect((await create({ lastName: 'Ключев', firstName: 'Артём' }, key)).status).toBe(201)
  })
})

describe('somebody who is there already', () => {
  type Refused = {
    errors: {
      data: {
        code: string
        candidates: {
          id: string
          fullName: string
          reason: string
          score: number
          cardNumber: string
          status: string
        }[]
      }
    }[]
  }

  test('is shown before a second record is made, and the choice is remembered', async () => {
    const { body } = await create({
      lastName: 'Берёзкина',
      firstName: 'Алёна',
      middleName: 'Игоревна',
      phone: '+7 916 555-66-77',
    })
    for (const [same, reason] of [
      [{ lastName: 'Березкина', firstName: 'Алена' }, 'sameName'],
      [{ lastName: 'Алёна', firstName: 'Берёзкина' }, 'sameName'],
      [{ lastName: 'Беревкина', firstName: 'Алёна', middleName: 'Игоревна' }, 'similarName'],
      [{ lastName: 'Совсем', firstName: 'Другая', phone: '89165556677' }, 'phone'],
    ] as const) {
      const refused = await staff.post<Refused>('/visitors', same)
      expect([refused.status, refused.body.errors[0]?.data.code]).toEqual([409, 'POSSIBLE_DUPLICATE'])
      expect(refused.body.errors[0]?.data.candidates).toEqual([
        {
          id: body.doc.id,
          fullName: 'Берёзкина Алёна Игоревна',
          cardNumber: body.doc.cardNumber,
          birthYear: null,
          lastVisit: null,
          status: 'new',
          score: expect.any(Number),
          reason,
        },
      ])
    }
    const made = await create({ lastName: 'Березкина', firstName: 'Алена', allowDuplicate: true })
    expect(made.status).toBe(201)
    const { rows } = await app.pool.query('SELECT a, b, decided_by FROM distinct_visitors WHERE $1 IN (a, b)', [
      made.body.doc.id,
    ])
    const [a, b] = [made.body.doc.id, body.doc.id].sort()
    expect(rows).toEqual([{ a, b, decided_by: `users:${staff.id}` }])
  })

  test('a namesake with another patronymic is another person; allowing what is not there harms nothing', async () => {
    expect((await create({ lastName: 'Дубов', firstName: 'Олег', middleName: 'Ильич' })).status).toBe(201)
    expect(
      (await create({ lastName: 'Дубов', firstName: 'Олег', middleName: 'Маркович', allowDuplicate: true })).status,
    ).toBe(201)
  })

  test('twice at the same moment: one is made, the other sees it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        create({ lastName: 'Одновременный', firstName: 'Тимур', phone: '+7 916 000-11-22' }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409])
    expect(
      answers
        .filter(({ status }) => status === 409)
        .every((answer) => codeOf(answer as never) === 'POSSIBLE_DUPLICATE'),
    ).toBe(true)
  })

  test('many different people at the same moment get different cards', async () => {
    const names = ['Абаев', 'Вагин', 'Гусев', 'Ежов', 'Жуков', 'Зимин', 'Кротов', 'Лосев']
    const answers = await Promise.all(
      names.map((lastName) => create({ lastName, firstName: 'Эдуард', phone: undefined })),
    )
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201))
    expect(new Set(answers.map(({ body }) => body.doc.cardNumber)).size).toBe(names.length)
  })
})

describe('changing a person', () => {
  test('keeps the name, the search and the log in step', async () => {
    const { body } = await create({ lastName: 'Старицын', firstName: 'Глеб' })
    const changed = await staff.patch<Created>(`/visitors/${body.doc.id}`, {
      lastName: 'Новицын',
      status: 'registered',
    })
    expect(changed.body.doc).toMatchObject({
      fullName: 'Новицын Глеб',
      status: 'registered',
      cardNumber: body.doc.cardNumber,
    })
    const found = await key.get<{ docs: { id: string }[] }>(`/visitors/search?q=${encodeURIComponent('новицин')}`)
    expect(found.body.docs.map(({ id }) => id)).toContain(body.doc.id)
    const { rows } = await app.pool.query(
      `SELECT action, changes FROM audit_log WHERE subject_id = $1 ORDER BY at, action`,
      [body.doc.id],
    )
    expect(rows.filter(({ action }) => action === 'visitor.changed')).toEqual([
      { action: 'visitor.changed', changes: { fields: ['lastName', 'status'], from: 'new', to: 'registered' } },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/цын/)
  })

  test('refuses what creation refuses', async () => {
    const { body } = await create({ lastName: 'Правкин', firstName: 'Глеб' })
    expect((await staff.patch(`/visitors/${body.doc.id}`, { firstName: 'Г' })).status).toBe(400)
    expect((await staff.patch(`/visitors/${body.doc.id}`, { phone: 'нет' })).status).toBe(400)
    expect((await staff.patch<Created>(`/visitors/${body.doc.id}`, { phone: '8-800-555-35-35' })).body.doc.phone).toBe(
      '+78005553535',
    )
    expect((await key.patch(`/visitors/${body.doc.id}`, { comment: 'x' })).status).toBe(403)
  })

  test('never turns an emptied card number into another one', async () => {
    const { body } = await create({ lastName: 'Карточкин', firstName: 'Глеб' })
    for (const cardNumber of ['', null])
      expect((await staff.patch(`/visitors/${body.doc.id}`, { cardNumber })).status).toBe(400)
    expect((await staff.get<{ cardNumber: string }>(`/visitors/${body.doc.id}`)).body.cardNumber).toBe(
      body.doc.cardNumber,
    )
  })
})
