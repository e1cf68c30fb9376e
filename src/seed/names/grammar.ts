import type { Gender } from './patronymics'

// These look like Russian adjectives or possessives but are not, so they have one form.
const ONE_FORM = new Set(['Цой', 'Шин', 'Прибой', 'Хан'])

/** Иванов → Иванова, Островский → Островская, Толстой → Толстая; Ким, Черных, Шевченко stay. */
export function surnameFor(masculine: string, gender: Gender): string {
  if (gender === 'male') return masculine
  return masculine.split('-').map(feminine).join('-')
}

function feminine(surname: string): string {
  if (ONE_FORM.has(surname)) return surname
  if (/([оеё]в|[иы]н)$/.test(surname)) return `${surname}а`
  return surname.replace(/([кнт])(ий|ой|ый)$/, '$1ая')
}
