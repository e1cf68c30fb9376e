import config from '@payload-config'
import { generatePageMetadata } from '@payloadcms/next/views'
import type { Metadata } from 'next'
import { BRAND } from '@/i18n/brand'

type Args = Omit<Parameters<typeof generatePageMetadata>[0], 'config'>

/** What a link to the panel looks like in a chat. Payload speaks of itself there, whatever the settings say. */
export const metadataOf = async (args: Args): Promise<Metadata> => ({
  ...(await generatePageMetadata({ config, ...args })),
  description: BRAND,
  openGraph: { siteName: BRAND, title: BRAND, description: BRAND },
})
