import { randomUUID } from 'node:crypto'
import type { CollectionBeforeOperationHook } from 'payload'
import { invalid } from '@/domain/errors'
import { photoFormat } from '@/operations/visitors/photoFormat'

/**
 * A photo by its content, whatever it calls itself, of a size that can be unfolded. It gets a name that
 * nobody can guess and that names nobody; what the phone wrote into it goes when it is encoded again.
 */
export const checkPhoto: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'create' && operation !== 'update') return args
  if (!req.file && operation === 'create' && req.payloadAPI === 'REST')
    throw invalid({ path: 'file', message: 'fieldPhoto' })
  if (!req.file) return args
  const { data, tempFilePath } = req.file
  const format = await photoFormat(tempFilePath || data)
  if (!format) throw invalid({ path: 'file', message: 'fieldPhoto' })
  req.file.name = `${randomUUID()}.${format}`
  req.file.mimetype = `image/${format}`
  return args
}
