import { fileURLToPath } from 'node:url'
import { withPayload } from '@payloadcms/next/withPayload'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Payload's panel as it comes, for comparison. */
export default withPayload(
  { typescript: { ignoreBuildErrors: true }, outputFileTracingRoot: root, turbopack: { root } },
  { devBundleServerPackages: false },
)
