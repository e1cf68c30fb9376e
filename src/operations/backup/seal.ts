import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Failure, systemCode } from '@/machine/failure'
import { byteReader, type ByteReader } from './bytes'

/**
 * The container format of a backup: a line that identifies it, a readable header, then chunks of 256 KB, each sealed
 * with AES-256-GCM. The header and the number of the chunk are authenticated with every chunk, and the last chunk is
 * marked. So nothing can be changed, left out, moved or cut off unnoticed.
 */
const MAGIC = Buffer.from('PRISTAN BACKUP 1\n')
const OF_ANY_VERSION = 'PRISTAN BACKUP '
const PIECE = 262_144
const TAG = 16
const MAX_HEADER = 1_000_000

export type Header = { at: string; migrations: string[] }
type Stored = Header & { salt: string; check: string }

/** Takes 32 MB and a tenth of a second, to make guessing a short key expensive. */
const keysOf = (key: string, salt: Buffer): { seal: Buffer; check: Buffer } => {
  const master = scryptSync(key, salt, 32, { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })
  const seal = Buffer.from(hkdfSync('sha256', master, salt, 'seal', 32))
  return { seal, check: createHmac('sha256', master).update('check').digest() }
}

const nonceOf = (index: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(index, 2, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

const framed = (data: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, data])
}

/** Turns a stream of bytes into a sealed file. */
export const sealing = (key: string, header: Header) =>
  async function* sealed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const salt = randomBytes(16)
    const { seal, check } = keysOf(key, salt)
    const head = Buffer.from(
      JSON.stringify({ ...header, salt: salt.toString('hex'), check: check.toString('hex') } satisfies Stored),
    )
    yield Buffer.concat([MAGIC, framed(head)])
    let index = 0
    const piece = (data: Buffer, last: boolean): Buffer => {
      const cipher = createCipheriv('aes-256-gcm', seal, nonceOf(index, last)).setAAD(head)
      index += 1
      return framed(
        Buffer.concat([Buffer.from([last ? 1 : 0]), cipher.update(data), cipher.final(), cipher.getAuthTag()]),
      )
    }
    const reader = byteReader(source)
    for (let data = await reader.upTo(PIECE); ;) {
      const next = await reader.upTo(PIECE)
      yield piece(data, next.length === 0)
      if (next.length === 0) return
      data = next
    }
  }

export type Opened = { header: Header; body: AsyncIterable<Buffer> }

/** The header of a file and its decrypted contents. Every problem is reported in one sentence. */
export const openSealed = async (file: string, key: string): Promise<Opened> => {
  const reader = byteReader(createReadStream(file) as AsyncIterable<Buffer>)
  const magic = await reader.upTo(MAGIC.length).catch((error: unknown) => {
    const code = systemCode(error)
    throw code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES'
      ? new Failure(`${file} can't be read: ${code === 'EACCES' ? 'no permission' : 'there is no such file'}.`)
      : error
  })
  if (!magic.equals(MAGIC)) {
    throw new Failure(
      magic.toString('latin1').startsWith(OF_ANY_VERSION)
        ? `${file} was made by a newer version of Pristan: restore it with that one.`
        : `${file} is not a backup of Pristan.`,
    )
  }
  const head = await readFrame(reader, file, MAX_HEADER)
  const { salt, check, ...header } = readHeader(head, file)
  const keys = keysOf(key, Buffer.from(salt, 'hex'))
  const expected = Buffer.from(check, 'hex')
  if (expected.length !== keys.check.length || !timingSafeEqual(expected, keys.check))
    throw new Failure(`The key does not fit ${file}: BACKUP_KEY has to be the one it was made with.`)
  return { header, body: pieces(reader, file, head, keys.seal) }
}

const readHeader = (head: Buffer, file: string): Stored => {
  try {
    const { at, migrations, salt, check } = JSON.parse(head.toString('utf8')) as Partial<Stored>
    if (typeof at === 'string' && Array.isArray(migrations) && typeof salt === 'string' && typeof check === 'string')
      return { at, migrations: migrations.map(String), salt, check }
  } catch (error) {
    throw new Failure(damaged(file), { cause: error })
  }
  throw new Failure(damaged(file))
}

async function* pieces(reader: ByteReader, file: string, head: Buffer, seal: Buffer): AsyncGenerator<Buffer> {
  for (let index = 0; ; index += 1) {
    const frame = await readFrame(reader, file, PIECE + TAG + 1)
    const last = frame[0] === 1
    const decipher = createDecipheriv('aes-256-gcm', seal, nonceOf(index, last)).setAAD(head)
    try {
      decipher.setAuthTag(frame.subarray(-TAG))
      yield Buffer.concat([decipher.update(frame.subarray(1, -TAG)), decipher.final()])
    } catch (error) {
      throw new Failure(damaged(file), { cause: error })
    }
    if (!last) continue
    if ((await reader.upTo(1)).length > 0) throw new Failure(damaged(file))
    return
  }
}

const readFrame = async (reader: ByteReader, file: string, most: number): Promise<Buffer> => {
  const length = await reader.upTo(4)
  if (length.length < 4) throw new Failure(truncated(file))
  const wanted = length.readUInt32BE()
  if (wanted > most) throw new Failure(damaged(file))
  const data = await reader.upTo(wanted)
  if (data.length < wanted) throw new Failure(truncated(file))
  return data
}

const damaged = (file: string): string => `${file} is damaged or was changed: take another backup.`
const truncated = (file: string): string => `${file} is cut off before its end: take another backup.`
