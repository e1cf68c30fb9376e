import { folds } from './fold'
import { plainLower } from './text'

/**
 * Different first names that are one letter apart. Without this list every Мария would look like a mistyped Марина.
 * Variants of one name (Елена and Алёна, Наталья and Наталия, Софья and София) are not listed, because the same woman
 * may be recorded with either.
 */
const APART = `
  Мария Марина, Мария Майя, Анна Инна, Анна Жанна, Анна Яна, Нина Инна, Нина Дина, Лидия Лилия, Алла Элла,
  Алла Анна, Диана Дина, Марина Карина, Марина Арина, Марина Мадина, Марина Зарина, Карина Арина, Карина Зарина,
  Арина Зарина, Ирина Арина, Ирина Марина, Галина Алина, Алёна Алина, Арина Алина, Алина Алиса, Диана Лиана,
  Юлиана Лиана, Ульяна Юлиана, Юлия Юлиан, Жамиля Тамила, Эльвира Эльмира, Дарья Дарина, Илья Мила, Ян Яна, Яна Ася,
  Игорь Егор, Рамиль Равиль, Рамиль Шамиль, Рамиль Камиль, Хасан Гасан, Марат Мурат, Мурат Мурад,
  Александр Александра, Валентин Валентина, Евгений Евгения, Валерий Валерия, Богдан Богдана, Фарид Фарида,
  Виктор Виктория, Василий Василиса, Иван Ян, Лев Леон`

const fold = (name: string): string => folds(plainLower(name))[0] ?? ''
const known = new Set(APART.split(',').map((pair) => pair.trim().split(/\s+/).map(fold).sort().join(' ')))

export const areDifferentNames = (a: string, b: string): boolean => known.has([a, b].sort().join(' '))
