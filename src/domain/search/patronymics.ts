import { MENS_NAMES, isFirstName } from './names/diminutives'
import { folds } from './fold'
import { plainLower } from './text'

/** Patronymics on folds: as they are spoken (Палыч, Сергеич, Иванна), and in the form with оглы and кызы. */

/** What the rules below don't reach. */
const SPOKEN: Readonly<Record<string, string>> = {
  paliq: 'pavloviq',
  paloviq: 'pavloviq',
  palna: 'pavlovna',
  paovna: 'pavlovna',
  saniq: 'aleksandroviq',
  sanna: 'aleksandrovna',
  sanovna: 'aleksandrovna',
  aleksaniq: 'aleksandroviq',
  aleksanna: 'aleksandrovna',
  leksandriq: 'aleksandroviq',
  leksaniq: 'aleksandroviq',
  lekseiq: 'alekseeviq',
  leksevna: 'alekseevna',
  mihaliq: 'mihailoviq',
  mihaloviq: 'mihailoviq',
  mihalna: 'mihailovna',
  mihalovna: 'mihailovna',
  mitriq: 'dmitrieviq',
  mitrevna: 'dmitrievna',
  mitrieviq: 'dmitrieviq',
  akliq: 'akovleviq',
  aklevna: 'akovlevna',
  stasiq: 'stanislavoviq',
  slaviq: 'vaqeslavoviq',
  volodiq: 'vladimiroviq',
  kostiq: 'konstantinoviq',
  konstantiniq: 'konstantinoviq',
  genniq: 'gennadeviq',
  tolaniq: 'anatoleviq',
}

const FORMAL = /(?:(?:ov|ev)(?:iq|na)|iqna|iniqna)$/
const FATHER = /(.{2,}?)(?:oviq|eviq|ovna|evna|iq|iqna)$/
/** After a name of the father: Гасан оглы, Рза кызы. */
export const isSonOf = (fold: string): boolean => /^(?:oglu|ogli|kizi|gizi|uulu|uli|ugli|zade)$/.test(fold)

export const isPatronymic = (fold: string): boolean => FORMAL.test(fold) || /[^aeiou]iq$/.test(fold)

/** The full forms of a spoken one: Иваныч, Сергеич, Николавна, Иванна. */
export function fullPatronymics(fold: string): string[] {
  const known = SPOKEN[fold]
  if (known !== undefined) return [known]
  if (fold.length < 5) return []
  if (fold.endsWith('iq') && !FORMAL.test(fold)) {
    const stem = fold.slice(0, -2)
    return ['oviq', 'eviq', 'ieviq'].map((end) => stem + end)
  }
  if (/[ae]vna$/.test(fold))
    return [`${fold.slice(0, -3)}evna`, `${fold.slice(0, -4)}eevna`, `${fold.slice(0, -4)}ievna`]
  if (fold.endsWith('na') && !FORMAL.test(fold) && !isFirstName(fold) && !/[aeiou]na$/.test(fold)) {
    const stem = fold.slice(0, -2)
    return ['ovna', 'evna', 'ievna'].map((end) => stem + end)
  }
  return []
}

/** The father's name, as it stands before оглы: Рзаевич → Рза. */
export function fathersName(fold: string): string[] {
  const [, stem] = FATHER.exec(fold) ?? []
  return stem === undefined || stem.length < 3 ? [] : [stem, `${stem}i`, `${stem}a`]
}

/** The patronymics of a father's name. */
export function patronymicsOf(father: string): string[] {
  const stems = father.endsWith('ii')
    ? [`${father.slice(0, -2)}ev`, `${father.slice(0, -1)}ev`]
    : father.endsWith('i')
      ? [`${father.slice(0, -1)}ev`]
      : /[aeou]$/.test(father)
        ? [`${father}ev`, `${father}ov`, father.slice(0, -1)]
        : [`${father}ov`, `${father}ev`]
  return stems.flatMap((stem) => [`${stem}iq`, `${stem}na`])
}

/** Folds of the patronymics of all names in the table. */
export const PATRONYMICS: readonly string[] = MENS_NAMES.flatMap((name) =>
  patronymicsOf(folds(plainLower(name))[0] ?? '').slice(0, 2),
)
