import { randomUUID } from 'node:crypto'
import type { CollectionBeforeOperationHook } from 'payload'
import sharp from 'sharp'
import { invalid } from '@/domain/errors'

const FORMATS = ['jpeg', 'png', 'webp']
/** Twice what a phone's camera makes. A small file can unfold into gigabytes. */
const MOST_PIXELS = 100_000_000

/**
 * A photo by its content, whatever it calls itself, of a size that can be unfolded. It gets a name that
 * nobody can guess and that names nobody; what the phone wrote into it goes when it is encoded again.
 */
export const checkPhoto: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if ((operation !== 'create' && operation !== 'update') || !req.file) return args
  const { data, tempFilePath } = req.file
  const content = tempFilePath || data
  if (content.length === 0) throw invalid({ path: 'file', message: 'fieldPhoto' })
  const found = await sharp(content, { limitInputPixels: MOST_PIXELS }).metadata().catch(() => null)
  if (!found || !FORMATS.includes(found.format) || found.width * found.height * (found.pages ?? 1) > MOST_PIXELS) throw invalid({ path: 'file', message: 'fieldPhoto' })
  // The whole of it, once: a file cut short is refused here and not half-way through the saving.
  await sharp(content, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).resize(8, 8).toBuffer().catch(() => {
    throw invalid({ path: 'file', message: 'fieldPhoto' })
  })
  req.file.name = `${randomUUID()}.${found.format}`
  req.file.mimetype = `image/${found.format}`
  return args
}
