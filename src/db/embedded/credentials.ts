import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Failure } from '@/machine/failure'
import { readPrivate, writePrivate } from '@/machine/files'
import { SOCKET_PORT } from './socket'

/** Where a server listens: in the folder of its socket, or on a port of this machine where a test asks for one. */
export type Listening = { socket: string } | { port: number }

/** How to connect to the embedded server. Kept in DATA_DIR and readable only by its owner. */
export type Credentials = {
  listening: Listening | undefined
  /** Of the role that owns the tables. */
  password: string
  /** Of the role that the product works as. */
  writerPassword: string
  superuserPassword: string
}

export const DATABASE = 'pristan'
/** Owns the database: migrations, restoring and rewriting tables. */
export const ROLE = 'pristan'
/** What web, worker and bot work as. It can't change the log or the schema. */
export const WRITER = 'pristan_writer'
export const SUPERUSER = 'postgres'

const fileOf = (dataDir: string): string => path.join(dataDir, 'database.json')
const newPassword = (): string => randomBytes(24).toString('base64url')

export const readCredentials = (dataDir: string): Credentials | undefined => {
  const file = fileOf(dataDir)
  const stored = readPrivate(file)
  if (stored === undefined) return undefined
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value === 'object' && value !== null && 'password' in value && 'superuserPassword' in value) {
      const { password, superuserPassword, writerPassword, socket, port } = value as Record<string, unknown>
      return {
        listening:
          typeof socket === 'string' ? { socket } : typeof port === 'number' && writerPassword ? { port } : undefined,
        password: String(password),
        // Earlier versions had one role for everything, and always a port.
        writerPassword: typeof writerPassword === 'string' ? writerPassword : newPassword(),
        superuserPassword: String(superuserPassword),
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Failure(`${file} is damaged: restore it from a copy, or remove it to have new passwords made.`)
}

export const writeCredentials = (dataDir: string, { listening, ...passwords }: Credentials): void =>
  writePrivate(fileOf(dataDir), `${JSON.stringify({ ...listening, ...passwords }, null, 2)}\n`)

export const newCredentials = (): Credentials => ({
  listening: undefined,
  password: newPassword(),
  writerPassword: newPassword(),
  superuserPassword: newPassword(),
})

type Login = { role: string; password: string; database: string }

/** `host` says where the socket is; the name in the address is only there because an address needs one. */
export const urlFor = ({ role, password, database }: Login, at: Listening): string =>
  'socket' in at
    ? `postgresql://${role}:${password}@localhost:${SOCKET_PORT}/${database}?host=${encodeURIComponent(at.socket)}`
    : `postgresql://${role}:${password}@127.0.0.1:${at.port}/${database}`

const urlsOf = (dataDir: string): { writer: string; owner: string; admin: string } | undefined => {
  const known = readCredentials(dataDir)
  if (known?.listening === undefined) return undefined
  const url = (role: string, password: string): string =>
    urlFor({ role, password, database: DATABASE }, known.listening as Listening)
  return {
    writer: url(WRITER, known.writerPassword),
    owner: url(ROLE, known.password),
    admin: url(SUPERUSER, known.superuserPassword),
  }
}

/** The address of the embedded database if another process has set it up; it may not be running. */
export const embeddedUrl = (dataDir: string): string | undefined => urlsOf(dataDir)?.writer

const ofEmbedded = (dataDir: string, url: string) => {
  const urls = urlsOf(dataDir)
  return urls && [urls.writer, urls.owner].includes(url) ? urls : undefined
}

export const isEmbedded = (dataDir: string, url: string): boolean => ofEmbedded(dataDir, url) !== undefined

/** The address with the owner of the tables if `url` is the embedded database; null for any other database. */
export const embeddedOwnerUrl = (dataDir: string, url: string): string | null => ofEmbedded(dataDir, url)?.owner ?? null

/** The superuser's address if `url` is the embedded database; null for any other database. */
export const embeddedAdminUrl = (dataDir: string, url: string): string | null => ofEmbedded(dataDir, url)?.admin ?? null
