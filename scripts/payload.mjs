// Runs Payload's generators: `node scripts/payload.mjs migrate:create what_changes`. They read the collections, not the
// database.
import { execFileSync } from 'node:child_process'

execFileSync('npx', ['payload', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PAYLOAD_SECRET: 'generated',
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
    PAYLOAD_CONFIG_PATH: 'payload.config.ts',
  },
})
