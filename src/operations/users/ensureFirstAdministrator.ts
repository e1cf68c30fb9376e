import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { Payload } from 'payload'
import { isWeakPassword } from '@/domain/access/passwords/weak'
import { labels } from '@/i18n/labels'
import { ensureDataDir, readPrivate, writePrivate } from '@/machine/files'

export type FirstAdministrator = {
  email: string
  /** Set only if it was generated, so that it can be printed once. */
  password: string | undefined
  passwordFile: string | undefined
  /** The one that was given is too easy. It works, because whoever starts the product needs a way in. */
  guessable: boolean
}

type Wanted = { adminEmail: string; adminPassword: string | undefined; dataDir: string }

/** Creates the administrator of an empty system; null if there are users. The caller prevents concurrent calls. */
export const ensureFirstAdministrator = async (
  payload: Payload,
  { adminEmail, adminPassword, dataDir }: Wanted,
): Promise<FirstAdministrator | null> => {
  const { totalDocs } = await payload.count({ collection: 'users' })
  if (totalDocs > 0) return null
  const passwordFile = adminPassword === undefined ? path.join(dataDir, 'admin-password') : undefined
  const password = adminPassword ?? generatedPassword(passwordFile)
  await payload.create({
    collection: 'users',
    data: { email: adminEmail, password, name: labels('user.choices.role.administrator').ru, role: 'administrator' },
  })
  return {
    email: adminEmail,
    password: passwordFile && password,
    passwordFile,
    guessable: isWeakPassword(password, [adminEmail]),
  }
}

/** Written to disk before the database: in the other order a kill in between would lock everybody out. */
const generatedPassword = (file: string | undefined): string => {
  const kept = file === undefined ? undefined : readPrivate(file)?.trim()
  if (kept) return kept
  const password = randomBytes(12).toString('base64url')
  if (file !== undefined) {
    // With DATABASE_URL and a secret from the environment, nothing else has created the folder yet.
    ensureDataDir(path.dirname(file))
    writePrivate(file, `${password}\n`)
  }
  return password
}
