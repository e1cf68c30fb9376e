/**
 * Cyrillic to Latin by the official tables, for tests and the benchmark. Independent of romanisation.ts, which reads
 * Latin back, so that each can reveal errors in the other.
 */
export type Scheme = 'passport' | 'gost' | 'everyday'

const LETTERS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'
const TABLES: Readonly<Record<Scheme, readonly string[]>> = {
  // ICAO 9303, Russian passports since 2013
  passport: 'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia'.split(' '),
  // GOST 7.79-2000, system B
  gost: "a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh '' y' ' e' yu ya".split(' '),
  // as people write it without a table
  everyday: 'a b v g d e e j z i y k l m n o p r s t u f h c ch sh sch _ y _ e yu ya'.split(' '),
}

export function romanise(text: string, scheme: Scheme): string {
  const letters = Array.from(text.normalize('NFC'), (letter) => {
    const at = LETTERS.indexOf(letter.toLowerCase())
    if (at === -1) return letter
    const latin = (TABLES[scheme][at] ?? '').replace('_', '')
    return letter === letter.toLowerCase() ? latin : latin.charAt(0).toUpperCase() + latin.slice(1)
  }).join('')
  // GOST writes ц as c before i, e, y, j; everyday spelling has one -y for -ий and -ый.
  if (scheme === 'gost') return letters.replace(/([Cc])z(?=[eijy])/g, '$1')
  return scheme === 'everyday' ? letters.replace(/[iy]y(?=$|[\s-])/g, 'y') : letters
}
