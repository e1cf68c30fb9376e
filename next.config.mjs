import { withPayload } from '@payloadcms/next/withPayload'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // The web process compresses pages and sends files as the build has compressed them (src/processes/http).
  compress: false,
  // No page shows pictures through Next.js; left on, it would decode them for anybody.
  images: { unoptimized: true },
  // Types and lint have checks of their own; the build does not repeat them.
  typescript: { ignoreBuildErrors: true },
  // Loaded from node_modules as it is: it reaches into streams and files at run time.
  serverExternalPackages: ['exceljs', 'prom-client'],
  // Payload's own components, each in a file of its own (docs/decisions/043).
  turbopack: {
    resolveAlias: { ajv: { browser: './scripts/pages/no-schemas.mjs' } },
    rules: {
      '**/@payloadcms/ui/dist/exports/client/index.js': { loaders: ['./scripts/pages/payload-ui.mjs'], as: '*.js' },
      '*.scss': {
        condition: { path: /@payloadcms[\\/]ui[\\/]dist[\\/]/ },
        loaders: ['./scripts/pages/no-style.mjs'],
        as: '*.js',
      },
    },
  },
  // Reports of faults name the sources. After a crash the API comes first: the pages are loaded once it answers (web.ts).
  experimental: { cpus: 2, serverSourceMaps: true, preloadEntriesOnStart: false },
}

/**
 * In development Next.js compiles the API too (`route.dev.ts`), so that it is compiled anew when a file changes.
 * The product answers it without Next.js.
 */
const inDevelopment = { pageExtensions: ['dev.ts', 'tsx', 'ts', 'jsx', 'js'] }

/** @param {string} phase */
export default (phase) =>
  withPayload(phase === PHASE_DEVELOPMENT_SERVER ? { ...config, ...inDevelopment } : config, {
    devBundleServerPackages: false,
  })
