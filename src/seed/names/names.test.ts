import { describe, expect, it } from 'vitest'
import { cleanName } from '@/domain/visitors/name'
import { normalizePhone } from '@/domain/visitors/phone'
import { FEMALE, IRREGULAR, MALE } from './first-names'
import { surnameFor } from './grammar'
import { patronymic } from './patronymics'
import { personAt } from './persons'
import { ROOTS, SURNAMES } from './surnames'

const many = Array.from({ length: 20_000 }, (_, i) => personAt(1, i))
const share = (test: (person: (typeof many)[number]) => boolean): number => many.filter(test).length / many.length

describe('grammar', () => {
  it.each([
    ['Иванов', 'Иванова'],
    ['Воробьёв', 'Воробьёва'],
    ['Кузьмин', 'Кузьмина'],
    ['Островский', 'Островская'],
    ['Трубецкой', 'Трубецкая'],
    ['Толстой', 'Толстая'],
    ['Черных', 'Черных'],
    ['Долгих', 'Долгих'],
    ['Шевченко', 'Шевченко'],
    ['Ким', 'Ким'],
    ['Цой', 'Цой'],
    ['Шин', 'Шин'],
    ['Пак', 'Пак'],
    ['Шевчук', 'Шевчук'],
    ['Гоголь', 'Гоголь'],
    ['Петров-Водкин', 'Петрова-Водкина'],
    ['Римский-Корсаков', 'Римская-Корсакова'],
    ['Новиков-Прибой', 'Новикова-Прибой'],
    ['Саркисян', 'Саркисян'],
    ['Беридзе', 'Беридзе'],
    ['Дурново', 'Дурново'],
  ])('%s, %s', (he, she) => {
    expect([surnameFor(he, 'male'), surnameFor(he, 'female')]).toEqual([he, she])
  })

  it.each([
    ['Иван', 'Иванович', 'Ивановна'],
    ['Сергей', 'Сергеевич', 'Сергеевна'],
    ['Игорь', 'Игоревич', 'Игоревна'],
    ['Анатолий', 'Анатольевич', 'Анатольевна'],
    ['Георгий', 'Георгиевич', 'Георгиевна'],
    ['Дмитрий', 'Дмитриевич', 'Дмитриевна'],
    ['Николай', 'Николаевич', 'Николаевна'],
    ['Илья', 'Ильич', 'Ильинична'],
    ['Никита', 'Никитич', 'Никитична'],
    ['Пётр', 'Петрович', 'Петровна'],
    ['Лев', 'Львович', 'Львовна'],
    ['Яков', 'Яковлевич', 'Яковлевна'],
    ['Эльдар', 'Эльдарович', 'Эльдаровна'],
    ['Гурген', 'Гургенович', 'Гургеновна'],
  ])('%s: %s, %s', (father, son, daughter) => {
    expect([patronymic(father, 'male'), patronymic(father, 'female')]).toEqual([son, daughter])
  })
})

describe('lists', () => {
  const names = (list: string): string[] =>
    list
      .trim()
      .split(/\s+/)
      .map((entry) => entry.split(':')[0] ?? '')
  const lists = {
    men: Object.values(MALE).flatMap(names),
    women: Object.values(FEMALE).flatMap(names),
    surnames: Object.values(SURNAMES).flatMap(names),
  }

  it('are long enough', () => {
    expect([
      new Set(lists.men).size > 120,
      new Set(lists.women).size > 100,
      new Set(lists.surnames).size > 350,
    ]).toEqual([true, true, true])
  })

  it('hold Cyrillic letters only, each name with a capital', () => {
    const odd = [...Object.values(lists).flat(), ...names(ROOTS), ...Object.values(IRREGULAR).flat()].filter(
      (name) => !/^[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?$/.test(name),
    )
    expect(odd).toEqual([])
  })

  it('know how to make a patronymic of every name that ends in a vowel', () => {
    expect(lists.men.filter((name) => /[аяиыоуеэю]$/.test(name) && IRREGULAR[name] === undefined)).toEqual([])
  })
})

describe('generated people', () => {
  it('are the same every time, whatever was asked before', () => {
    expect(personAt(1, 4321)).toEqual(many[4321])
    expect(personAt(2, 4321)).not.toEqual(many[4321])
  })

  it('agree in gender, surname and patronymic', () => {
    const oneForm = ['Шин', 'Щербина']
    const women = /(ова|ева|ёва|ина|ская)$/
    const men = /(ов|ев|ёв|ин|ский)$/
    const declined = many.filter(
      ({ lastName }) => (women.test(lastName) || men.test(lastName)) && !oneForm.includes(lastName),
    )
    expect(declined.filter(({ gender, lastName }) => women.test(lastName) !== (gender === 'female'))).toEqual([])
    expect(
      many.filter(({ gender, middleName }) => middleName !== null && /на$/.test(middleName) !== (gender === 'female')),
    ).toEqual([])
  })

  it('are what is met at the door: three men of four, few phones, some without a patronymic', () => {
    expect(share((person) => person.gender === 'male')).toBeCloseTo(0.75, 1)
    expect(share((person) => person.phone === null)).toBeCloseTo(0.55, 1)
    expect(share((person) => person.middleName === null)).toBeCloseTo(0.15, 1)
    expect(share((person) => person.lastName.includes('-'))).toBeGreaterThan(0)
    expect(share((person) => /^Иванова?$/.test(person.lastName))).toBeGreaterThan(0.005)
    expect(new Set(many.map((person) => person.lastName)).size).toBeGreaterThan(1500)
  })

  it('pass the rules for visitors, each phone given once', () => {
    for (const { lastName, firstName, middleName } of many.slice(0, 2000))
      for (const name of [lastName, firstName, middleName ?? firstName]) expect(cleanName(name)).toEqual({ name })
    const phones = many.flatMap(({ phone }) => phone ?? [])
    expect(new Set(phones).size).toBe(phones.length)
    for (const phone of phones.slice(0, 2000)) expect(normalizePhone(phone)).toEqual({ e164: phone })
  })
})
