import { downloadFile } from '@/notifications/telegram/download'
import type { Deps } from '../turn'

const TYPES: [type: string, starts: readonly number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
]

/** A photo as somebody sent it; null when Telegram gives something that is none, or nothing. */
export const downloadPhoto = async ({ telegram, config, log }: Deps, fileId: string): Promise<{ bytes: Buffer; type: string } | null> => {
  const bytes = await downloadFile(telegram, fileId, { proxy: config.proxy })
  const type = bytes && TYPES.find(([, starts]) => starts.every((byte, index) => bytes[index] === byte))?.[0]
  if (bytes && type) return { bytes, type }
  log('a photo could not be fetched from Telegram')
  return null
}
