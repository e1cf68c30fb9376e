import { sharp } from '@/machine/sharp'

const FORMATS = ['jpeg', 'png', 'webp'] as const
/** Twice the size of a phone's photo. A small file can decompress to gigabytes. */
const MOST_PIXELS = 100_000_000

// Decoders of other formats have had holes that let attackers run code, and the bot accepts files from anybody. So only
// these three formats can be opened in the whole process.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })

export type PhotoFormat = (typeof FORMATS)[number]
export type PhotoType = `image/${PhotoFormat}`

/** The format of a photo by its content, whatever its name says. null: not a photo, too large, or truncated. */
export const photoFormat = async (content: Buffer | string): Promise<PhotoFormat | null> => {
  if (content.length === 0) return null
  const found = await sharp(content, { limitInputPixels: MOST_PIXELS })
    .metadata()
    .catch(() => null)
  const format = FORMATS.find((one) => one === found?.format)
  if (!found || !format || found.width * found.height * (found.pages ?? 1) > MOST_PIXELS) return null
  // Decodes the whole file, so that a truncated one is refused here and not while saving.
  const whole = await sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .resize(8, 8)
    .toBuffer()
    .catch(() => null)
  return whole && format
}
