import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Failure } from '@/machine/failure'
import { readPrivate, writePrivate } from '@/machine/files'

/** How to connect to the embedded server. Kept in DATA_DIR and readable only by its owner. */
export type Credentials = { port: number | undefined; password: string; superuserPassword: string }

export const DATABASE = 'pristan'
export const ROLE = 'pristan'
export const SUPERUSER = 'postgres'

const fileOf = (dataDir: string): string => path.join(dataDir, 'database.json')
const newPassword = (): string => randomBytes(24).toString('base64url')

export const readCredentials = (dataDir: string): Credentials | undefined => {
  const file = fileOf(dataDir)
  const text = readPrivate(file)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'password' in value && 'superuserPassword' in value) {
      const port = 'port' in value && typeof value.port === 'number' ? value.port : undefined
      return { port, password: String(value.password), superuserPassword: String(value.superuserPassword) }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Failure(`${file} is damaged: restore it from a copy, or remove it to have new passwords made.`)
}

export const writeCredentials = (dataDir: string, credentials: Credentials): void =>
  writePrivate(fileOf(dataDir), `${JSON.stringify(credentials, null, 2)}\n`)

export const newCredentials = (): Credentials => ({
  port: undefined,
  password: newPassword(),
  superuserPassword: newPassword(),
})

export const urlFor = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`

/** The address of the embedded database if another process has set it up; it may not be running. */
export const embeddedUrl = (dataDir: string): string | undefined => {
  const credentials = readCredentials(dataDir)
  return credentials?.port === undefined ? undefined : urlFor(ROLE, credentials.password, credentials.port, DATABASE)
}

export const isEmbedded = (dataDir: string, url: string): boolean => embeddedUrl(dataDir) === url

/** The superuser's address if `url` is the embedded database; null for any other database. */
export const embeddedAdminUrl = (dataDir: string, url: string): string | null => {
  const credentials = readCredentials(dataDir)
  return credentials?.port !== undefined && isEmbedded(dataDir, url)
    ? urlFor(SUPERUSER, credentials.superuserPassword, credentials.port, DATABASE)
    : null
}
