import { describe, expect, it } from 'vitest'
import { folds } from '../fold'
import { kinOf } from '../kin'
import { plainLower } from '../text'
import { alsoCalled, CALLED } from './diminutives'

const fold = (name: string): string => folds(plainLower(name))[0] ?? ''
const isCalled = (form: string, name: string): boolean => alsoCalled(fold(form)).includes(fold(name))

describe('the table of first names', () => {
  it('has at least 150 names, most of them with several forms', () => {
    expect(new Set(CALLED.map(({ name }) => name)).size).toBeGreaterThanOrEqual(150)
    expect(CALLED.filter(({ forms }) => forms.length >= 3).length).toBeGreaterThanOrEqual(150)
    expect(CALLED.filter(({ forms }) => forms.length === 0)).toEqual([])
  })

  it('holds words of letters with a capital, each name once', () => {
    expect(
      CALLED.flatMap(({ name, forms }) => [name, ...forms]).filter((word) => !/^\p{Lu}\p{Ll}+$/u.test(word)),
    ).toEqual([])
    const names = CALLED.map(({ name }) => name)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual(['Марк', 'Роберт', 'Ахмед'])
  })

  it.each([
    ['Саша', 'Александр'],
    ['Саша', 'Александра'],
    ['Шура', 'Александр'],
    ['Костя', 'Константин'],
    ['Коля', 'Николай'],
    ['Лёша', 'Алексей'],
    ['Лёха', 'Алексей'],
    ['Женя', 'Евгений'],
    ['Женя', 'Евгения'],
    ['Вова', 'Владимир'],
    ['Володя', 'Владимир'],
    ['Слава', 'Вячеслав'],
    ['Слава', 'Станислав'],
    ['Гоша', 'Георгий'],
    ['Жора', 'Георгий'],
    ['Миша', 'Михаил'],
    ['Дима', 'Дмитрий'],
    ['Митя', 'Дмитрий'],
    ['Паша', 'Павел'],
    ['Валера', 'Валерий'],
    ['Витя', 'Виктор'],
    ['Гена', 'Геннадий'],
    ['Толик', 'Анатолий'],
    ['Серёга', 'Сергей'],
    ['Юрка', 'Юрий'],
    ['Стёпа', 'Степан'],
    ['Федя', 'Фёдор'],
    ['Настя', 'Анастасия'],
    ['Ася', 'Анастасия'],
    ['Наташа', 'Наталья'],
    ['Таня', 'Татьяна'],
    ['Люда', 'Людмила'],
    ['Люся', 'Людмила'],
    ['Оля', 'Ольга'],
    ['Ксюша', 'Ксения'],
    ['Катя', 'Екатерина'],
    ['Маша', 'Мария'],
    ['Маруся', 'Мария'],
    ['Нюра', 'Анна'],
    ['Лена', 'Елена'],
    ['Лиза', 'Елизавета'],
    ['Света', 'Светлана'],
    ['Рита', 'Маргарита'],
    ['Тоня', 'Антонина'],
    ['Рустик', 'Рустам'],
    ['Мага', 'Магомед'],
    ['Джон', 'John'],
  ])('%s is %s, and the other way round', (form, name) => {
    expect([isCalled(form, name), isCalled(name, form)]).toEqual([true, true])
  })

  it('does not make one name of two that share a form', () => {
    expect(isCalled('Александр', 'Александра')).toBe(false)
    expect(isCalled('Евгений', 'Евгения')).toBe(false)
    expect(isCalled('Пётр', 'Павел')).toBe(false)
  })
})

describe('other forms of a word', () => {
  const kin = (word: string, isSon = false): string[] => kinOf(fold(word), isSon).map((one) => one.fold)

  it.each([
    ['Мельникова', 'Мельников'],
    ['Мельников', 'Мельникова'],
    ['Островская', 'Островский'],
    ['Толстой', 'Толстая'],
    ['Зубкову', 'Зубков'],
    ['Зубковым', 'Зубков'],
    ['Константину', 'Константин'],
    ['Сергею', 'Сергей'],
    ['Дмитрием', 'Дмитрий'],
    ['Игоря', 'Игорь'],
    ['Льву', 'Лев'],
    ['Павла', 'Павел'],
    ['Марии', 'Мария'],
    ['Натальей', 'Наталья'],
    ['Илье', 'Илья'],
    ['Косте', 'Константин'],
    ['Сашу', 'Александр'],
    ['Островскому', 'Островский'],
    ['Островскую', 'Островская'],
    ['Петровичу', 'Петрович'],
    ['Палыч', 'Павлович'],
    ['Саныч', 'Александрович'],
    ['Сергеич', 'Сергеевич'],
    ['Николаич', 'Николаевич'],
    ['Дмитрич', 'Дмитриевич'],
    ['Николавна', 'Николаевна'],
    ['Алексевна', 'Алексеевна'],
    ['Иванна', 'Ивановна'],
    ['Рзаевич', 'Рза'],
    ['Кост', 'Константин'],
  ])('%s may be %s', (typed, recorded) => {
    expect(kin(typed)).toContain(fold(recorded))
  })

  it('makes a patronymic of the father before оглы', () => {
    expect(kin('Рза', true)).toContain(fold('Рзаевич'))
    expect(kin('Рза')).not.toContain(fold('Рзаевич'))
  })
})
