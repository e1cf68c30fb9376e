import { downloadFile } from '@/notifications/telegram/download'
import { photoFormat } from '@/operations/visitors/photoFormat'
import type { Deps } from '../turn'

export type SentPhoto = { kind: 'photo'; bytes: Buffer; type: string } | { kind: 'notOne' | 'tooLarge' | 'unavailable' }

/** What somebody sent, fetched from Telegram and looked at. */
export const photoFrom = async ({ telegram, config, log }: Deps, fileId: string): Promise<SentPhoto> => {
  const download = await downloadFile(telegram, fileId, { proxy: config.proxy })
  if (download.kind !== 'bytes') {
    log(`a photo could not be fetched from Telegram: ${download.kind}`)
    return download
  }
  const format = await photoFormat(download.bytes)
  return format ? { kind: 'photo', bytes: download.bytes, type: `image/${format}` } : { kind: 'notOne' }
}

export const PHOTO_REFUSED: Record<Exclude<SentPhoto['kind'], 'photo'>, string> = {
  notOne:
    'Это не открывается как фотография. Подойдёт JPEG, PNG или WebP; проще всего послать снимок как фото, а не как файл.',
  tooLarge: 'Файл больше 20 МБ, такие Telegram боту не отдаёт. Пошлите его как фото, а не как файл.',
  unavailable: 'Telegram сейчас не отдаёт это фото. Пошлите его ещё раз или продолжайте без фото.',
}
