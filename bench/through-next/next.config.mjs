import { fileURLToPath } from 'node:url'
import { withPayload } from '@payloadcms/next/withPayload'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The API in Next.js, as the product had it: only to be compared with. */
export default withPayload(
  {
    poweredByHeader: false,
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: ['exceljs', 'prom-client'],
    outputFileTracingRoot: root,
    turbopack: { root },
  },
  { devBundleServerPackages: false },
)
