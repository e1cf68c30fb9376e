import { fileURLToPath } from 'node:url'
import { withPayload } from '@payloadcms/next/withPayload'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The API in Next.js, as the product had it earlier, only for comparison. */
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
