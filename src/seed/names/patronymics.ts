import { IRREGULAR } from './first-names'

export type Gender = 'male' | 'female'

/** "Анатолий" → Анатольевич, "Игорь" → Игоревич, "Николай" → Николаевич, "Илья" → Ильич. */
export function patronymic(father: string, gender: Gender): string {
  const irregular = IRREGULAR[father]
  if (irregular !== undefined) return gender === 'male' ? irregular[0] : irregular[1]
  return stem(father) + (gender === 'male' ? 'ич' : 'на')
}

function stem(father: string): string {
  const short = father.slice(0, -1)
  // Names in -кий and -гий keep the и (Георгиевич); in others it becomes ь (Васильевич).
  if (father.endsWith('ий')) return /[гкх]ий$/.test(father) ? `${short}ев` : `${father.slice(0, -2)}ьев`
  if (/[йь]$/.test(father)) return `${short}ев`
  return /[жчшщц]$/.test(father) ? `${father}ев` : `${father}ов`
}
