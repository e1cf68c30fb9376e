import { describe, expect, it } from 'vitest'
import { cleanVisitor } from './clean'
import { cleanName } from './name'
import { readPerson, takeApart } from './written'

const NOW = new Date('2026-12-01T09:00:00Z')

describe('a line about a person', () => {
  it.each([
    ['Телефонкин Пётр 89167654321', 'Телефонкин Пётр', '+79167654321', null, null],
    ['Телефонкин Пётр, тел. 8 (916) 765‑43‑21', 'Телефонкин Пётр,', '+79167654321', null, null],
    ['8/916/765—43—21 Телефонкин', 'Телефонкин', '+79167654321', null, null],
    ['Иванова Мария 1975', 'Иванова Мария', null, 1975, null],
    ['Иванова Мария 1975 г.р.', 'Иванова Мария', null, 1975, null],
    ['Иванова Мария 1975г', 'Иванова Мария', null, 1975, null],
    ['Иванова Мария 12.05.1975', 'Иванова Мария', null, 1975, null],
    ['Иванова Мария 1975 89167654321', 'Иванова Мария', '+79167654321', 1975, null],
    ['Иванова Мария 8 916 765 43 21 1975', 'Иванова Мария', '+79167654321', 1975, null],
    ['Зубков карта 12', 'Зубков', null, null, '12'],
    ['Зубков карта № Д-059', 'Зубков', null, null, 'Д-059'],
    ['Зубков №12', 'Зубков', null, null, '12'],
    ['Зубков 00042 1961', 'Зубков', null, 1961, '00042'],
    ['Зубков А-017', 'Зубков', null, null, 'А-017'],
    ['Зубков 2', 'Зубков 2', null, null, null],
    ['Зубков 2999', 'Зубков', null, null, '2999'],
    ['Иван0в Пётр', 'Иван0в Пётр', null, null, null],
    ['Людовик XIV', 'Людовик XIV', null, null, null],
    ['', '', null, null, null],
    [`${'1 '.repeat(900)}`, '1 '.repeat(900).trim(), null, null, null],
  ])('%j', (line, name, phone, birthYear, cardNumber) => {
    expect(takeApart(line, NOW)).toEqual({ name, phone, birthYear, cardNumber })
  })

  it.each([
    ['иванова мария, петровна', 'иванова', 'мария', 'петровна'],
    ['фон Дервиз Павел', 'фон Дервиз', 'Павел', null],
    ['Мамедов Гасан Али оглы', 'Мамедов', 'Гасан', 'Али оглы'],
    ['Зубков 89167654321', 'Зубков', null, null],
    ['8 916 765 43 21', null, null, null],
    ['ван', 'ван', null, null],
  ])('%j is a surname, a first name and a patronymic', (line, lastName, firstName, middleName) => {
    expect(readPerson(line, NOW)).toMatchObject({ lastName, firstName, middleName })
  })
})

describe('a name typed in haste', () => {
  it.each([
    ['Иванова,', 'Иванова'],
    ['иванова мария', 'Иванова Мария'],
    ['ИВАНОВА', 'Иванова'],
    ['ИВАНОВА-ПЕТРОВА', 'Иванова-Петрова'],
    ['иванов-водкин', 'Иванов-Водкин'],
    ['фон дервиз', 'фон Дервиз'],
    ['ФОН ДЕРВИЗ', 'фон Дервиз'],
    ['али оглы', 'Али оглы'],
    ['Али Оглы', 'Али Оглы'],
    ['мамед-оглы', 'Мамед-оглы'],
    ['ван', 'Ван'],
    ['МакДональд', 'МакДональд'],
    ['Мак-Грегор', 'Мак-Грегор'],
    ["о'нил", "О'Нил"],
    ['О’КОННОР', 'О’Коннор'],
    ["мар'яна", "Мар'яна"],
    ['ЛИ', 'ЛИ'],
    ['smith', 'Smith'],
    ['Петров.', 'Петров'],
    ['- Петров -', 'Петров'],
    ['ёлкин', 'Ёлкин'],
  ])('%j is stored as %j', (typed, name) => {
    expect(cleanName(typed)).toEqual({ name })
  })
})

describe('what is typed beside a name', () => {
  const clean = (input: Parameters<typeof cleanVisitor>[0], before: Parameters<typeof cleanVisitor>[0] | null = null) =>
    cleanVisitor(input, { before, now: NOW })

  it('is taken for what it is', () => {
    expect(clean({ lastName: 'телефонкин', firstName: 'Пётр 89167654321', middleName: '1975' })).toEqual({
      values: {
        lastName: 'Телефонкин',
        firstName: 'Пётр',
        middleName: null,
        phone: '+79167654321',
        birthYear: 1975,
        cardNumber: null,
        comment: null,
      },
      errors: [],
    })
  })

  it('is left in the name while another one stands in its field', () => {
    expect(clean({ lastName: 'Телефонкин 89167654321', firstName: 'Пётр', phone: '89160000000' }).values).toMatchObject(
      {
        lastName: 'Телефонкин 89167654321',
        phone: '+79160000000',
      },
    )
    expect(
      clean({ lastName: 'Телефонкин 89167654321', firstName: 'Пётр', phone: '8 916 765 43 21' }).values.lastName,
    ).toBe('Телефонкин')
  })

  it('does not change what a known person has already', () => {
    const before = { lastName: 'Телефонкин', firstName: 'Пётр', phone: '+79160000000' }
    expect(clean({ lastName: 'Телефонкин 89167654321' }, before).values).toEqual({ lastName: 'Телефонкин 89167654321' })
  })
})
