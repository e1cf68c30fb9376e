import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { compiledProduct } from './tests/helpers/compiled.mjs'

const alias = {
  '@payload-config': fileURLToPath(new URL('./payload.config.ts', import.meta.url)),
  '@': fileURLToPath(new URL('./src', import.meta.url)),
}

/** A condition is waited for, however busy the machine is; a test that promises a time says it itself. */
const patient = { poll: { timeout: 15_000 } }

/** Every row of every statement is compared with what the code expects, also in the processes that tests start. */
const checked = { CHECK_ROWS: 'all' }

const plugins = [compiledProduct()]

export default defineConfig({
  // Two runs at once would write over each other's.
  cacheDir: `node_modules/.vite/${process.env.VITEST_STAGE ?? ''}`,
  test: {
    projects: [
      {
        resolve: { alias },
        // Models with hundreds of random histories share two cores with whatever else runs.
        test: {
          name: 'unit',
          environment: 'node',
          expect: patient,
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        plugins,
        test: {
          name: 'int',
          environment: 'node',
          env: checked,
          expect: patient,
          include: ['tests/{int,concurrency}/**/*.test.ts'],
          globalSetup: ['tests/helpers/global-setup.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The bot on a local Bot API server, over HTTP.
        plugins,
        test: {
          name: 'bot',
          environment: 'node',
          env: checked,
          expect: patient,
          include: ['tests/bot/**/*.test.ts'],
          globalSetup: ['tests/bot/global-setup.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Whole processes of the built product, one file after the other: each wants both cores.
        plugins,
        test: {
          name: 'system',
          environment: 'node',
          env: checked,
          expect: patient,
          include: ['tests/{system,upgrade}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        // Kills, full disks and broken networks against whole processes: short in `npm test`, long with `npm run test:faults`.
        plugins,
        test: {
          name: 'faults',
          environment: 'node',
          expect: patient,
          include: ['tests/faults/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60 * 60_000,
          hookTimeout: 600_000,
        },
      },
      {
        // The panel in a real browser, on products with the demo data, one for each worker.
        plugins,
        test: {
          name: 'e2e',
          environment: 'node',
          env: checked,
          expect: patient,
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/global-setup.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
