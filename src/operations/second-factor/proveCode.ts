import type { Db } from '@/db/sql'
import { invalid, Refusal } from '@/domain/errors'
import { checkCode } from './check'

/** For whoever is signed in: a code that does not fit is a field filled wrongly. */
export const proveCode = async (db: Db, asked: Parameters<typeof checkCode>[1]): Promise<void> => {
  const checked = await checkCode(db, asked)
  if (checked === 'notSetUp') throw new Refusal('NOT_FOUND')
  if (checked === 'missing' || checked === 'wrong') throw invalid({ path: 'otp', message: 'fieldWrongCode' })
}
