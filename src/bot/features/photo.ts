import { downloadFile } from '@/notifications/telegram/download'
import { photoFormat, type PhotoType } from '@/operations/visitors/photoFormat'
import { say } from '../format/say'
import type { Deps } from '../turn'

export type SentPhoto =
  { kind: 'photo'; bytes: Buffer; type: PhotoType } | { kind: 'notOne' | 'tooLarge' | 'unavailable' }

/** Downloads a sent file from Telegram and checks that it is a photo. */
export const photoFrom = async ({ telegram, config, log }: Deps, fileId: string): Promise<SentPhoto> => {
  const download = await downloadFile(telegram, fileId, { proxy: config.proxy })
  if (download.kind !== 'bytes') {
    log(`a photo could not be fetched from Telegram: ${download.kind}`)
    return download
  }
  const format = await photoFormat(download.bytes)
  return format ? { kind: 'photo', bytes: download.bytes, type: `image/${format}` } : { kind: 'notOne' }
}

export const photoRefused = (kind: Exclude<SentPhoto['kind'], 'photo'>): string => say(`bot.photo.${kind}`)
