import { withPayload } from '@payloadcms/next/withPayload'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // No page shows pictures through Next.js; left on, it would decode them for anybody.
  images: { unoptimized: true },
  // Types and lint have checks of their own; the build does not repeat them.
  typescript: { ignoreBuildErrors: true },
  // Loaded from node_modules as it is: it reaches into streams and files at run time.
  serverExternalPackages: ['exceljs', 'prom-client'],
  // Reports of faults name the sources. After a crash the API comes first: the pages are loaded once it answers (web.ts).
  experimental: { cpus: 2, serverSourceMaps: true, preloadEntriesOnStart: false },
}

export default withPayload(config, { devBundleServerPackages: false })
