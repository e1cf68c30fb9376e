import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig } from 'payload'

/** What Payload asks for, and nothing else: users who sign in, and a list to look at. */
export default buildConfig({
  admin: { user: 'users' },
  collections: [
    { slug: 'users', auth: true, fields: [] },
    { slug: 'posts', admin: { useAsTitle: 'title' }, fields: [{ name: 'title', type: 'text' }] },
  ],
  db: postgresAdapter({ pool: { connectionString: process.env.BLANK_DATABASE_URL ?? '' }, idType: 'uuid' }),
  secret: 'a secret for the bench alone',
  telemetry: false,
  typescript: { autoGenerate: false },
})
