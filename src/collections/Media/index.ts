import type { CollectionConfig } from 'payload'
import { uploadsDir } from '@/config/paths'
import { hideFileName } from '@/hooks/media/hideFileName'
import { recordEdits } from '@/hooks/audit/recordEdits'
import { checkPhoto } from '@/hooks/media/checkPhoto'
import { rejectWhenReferenced } from '@/hooks/references/rejectWhenReferenced'
import { labels } from '@/i18n/labels'

/** Photos of visitors. Re-encoded, so that nothing a phone wrote into the file (the place, for one) is kept. */
const audited = recordEdits('media', {})

export const Media: CollectionConfig = {
  slug: 'media',
  labels: { singular: labels('photo.singular'), plural: labels('photo.plural') },
  admin: { group: false },
  hooks: {
    beforeOperation: [checkPhoto, hideFileName],
    afterChange: [audited.afterChange],
    afterDelete: [audited.afterDelete],
    beforeDelete: [rejectWhenReferenced('media')],
  },
  disableDuplicate: true,
  lockDocuments: false,
  upload: {
    staticDir: uploadsDir(),
    mimeTypes: ['image/jpeg', 'image/png', 'image/webp'],
    resizeOptions: { width: 1024, height: 1024, fit: 'inside', withoutEnlargement: true },
    formatOptions: { format: 'webp', options: { quality: 80 } },
    focalPoint: false,
    crop: false,
  },
  fields: [],
}
