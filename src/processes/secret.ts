import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { env, setEnvironment } from '@/config/env'
import { ensureDataDir, readPrivate, writePrivate } from '@/machine/files'

/** PAYLOAD_SECRET from the environment or stored in DATA_DIR, because a new one would sign everybody out. */
export const ensureSecret = (): string => {
  const { payloadSecret, dataDir } = env()
  if (payloadSecret !== undefined) return payloadSecret
  ensureDataDir(dataDir)
  const file = path.join(dataDir, 'secret')
  const kept = readPrivate(file)?.trim()
  const secret = kept || randomBytes(32).toString('base64url')
  if (!kept) writePrivate(file, `${secret}\n`)
  setEnvironment({ PAYLOAD_SECRET: secret })
  return secret
}
