import { sharp } from '@/machine/sharp'

const FORMATS = ['jpeg', 'png', 'webp'] as const
/** Twice what a phone's camera makes. A small file can unfold into gigabytes. */
const MOST_PIXELS = 100_000_000

// What decodes the other formats has had holes that ran an attacker's code. A bot gets files from anybody:
// here nothing but these three is opened, in the whole process.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })

export type PhotoFormat = (typeof FORMATS)[number]
export type PhotoType = `image/${PhotoFormat}`

/**
 * What a photo is by its content, whatever it calls itself; null: none, one that is too big to unfold,
 * or one cut short.
 */
export const photoFormat = async (content: Buffer | string): Promise<PhotoFormat | null> => {
  if (content.length === 0) return null
  const found = await sharp(content, { limitInputPixels: MOST_PIXELS })
    .metadata()
    .catch(() => null)
  const format = FORMATS.find((one) => one === found?.format)
  if (!found || !format || found.width * found.height * (found.pages ?? 1) > MOST_PIXELS) return null
  // The whole of it, once: a file cut short is refused here and not half-way through the saving.
  const whole = await sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    .resize(8, 8)
    .toBuffer()
    .catch(() => null)
  return whole && format
}
