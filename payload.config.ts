import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildConfig } from 'payload'
import { en } from '@payloadcms/translations/languages/en'
import { ru } from '@payloadcms/translations/languages/ru'
import { sharp } from '@/machine/sharp'
import { govern } from '@/access/govern'
import { findCallersAtOnce } from '@/access/sessionStrategy'
import { favicon } from '@/config/pier'
import { AuditLog } from '@/collections/AuditLog'
import { ErrorReports } from '@/collections/ErrorReports'
import { EventDays } from '@/collections/EventDays'
import { Events } from '@/collections/Events'
import { Integrations } from '@/collections/Integrations'
import { Media } from '@/collections/Media'
import { Messages } from '@/collections/Messages'
import { Occurrences } from '@/collections/Occurrences'
import { Participants } from '@/collections/Participants'
import { Places } from '@/collections/Places'
import { Services } from '@/collections/Services'
import { Users } from '@/collections/Users'
import { withSaveButton } from '@/collections/saveButton'
import { Visitors } from '@/collections/Visitors'
import { Volunteers } from '@/collections/Volunteers'
import { env } from '@/config/env'
import { database } from '@/db/adapter'
import { collectionEndpoints, endpoints } from '@/endpoints'
import { answerHead } from '@/endpoints/http/answerHead'
import { guardEndpoints } from '@/endpoints/http/guardEndpoints'
import { answerErrors } from '@/hooks/errors/answerErrors'
import { logger, loggingLevels } from '@/hooks/errors/logger'
import { BRAND } from '@/i18n/brand'
import { translations } from '@/i18n/payload'
import { merges } from '@/i18n/ru/merges'
import { people } from '@/i18n/ru/people'
import { privacy } from '@/i18n/ru/privacy'
import { mailAdapter } from '@/notifications/mail/adapter'
import { keepFaults } from '@/operations/errors/keepFaults'
import { keepCounts } from '@/operations/metrics/counts'

const root = path.dirname(fileURLToPath(import.meta.url))

const collections = [
  Events,
  Occurrences,
  Participants,
  Services,
  Places,
  EventDays,
  Visitors,
  Volunteers,
  Users,
  Integrations,
  Media,
  Messages,
  AuditLog,
  ErrorReports,
]

export default buildConfig({
  admin: {
    user: Users.slug,
    avatar: 'default',
    components: {
      providers: [
        '@/admin/face/Theme#Theme',
        '@/admin/history/KeepHistory#KeepHistory',
        '@/admin/time/KeepZone#KeepZone',
        '@/admin/accessibility/NamedSelects#NamedSelects',
        '@/admin/errors/TellErrors#TellErrors',
        '@/admin/requests/Requests#Requests',
      ],
      actions: ['@/admin/people/FindPerson#FindPerson'],
      beforeNavLinks: ['@/admin/face/HomeLink#HomeLink'],
      afterNavLinks: ['@/admin/merges/MergesLink#MergesLink', '@/admin/face/HelpLink#HelpLink'],
      graphics: { Logo: '@/admin/face/Logo#Logo', Icon: '@/admin/face/Icon#Icon' },
      views: {
        dashboard: { Component: '@/admin/onDemand#HomeView' },
        login: { Component: '@/admin/signOn/SignInView#SignInView' },
        logout: { Component: '@/admin/signOn/SignOut#SignOut' },
        retention: {
          Component: '@/admin/audit/RetentionPage#RetentionPage',
          path: '/retention',
          meta: { title: privacy.retention },
        },
        person: {
          Component: '@/admin/people/PersonPage#PersonPage',
          path: '/people/:id',
          meta: { title: people.visitors },
        },
        duplicates: {
          Component: '@/admin/merges/DuplicatesPage#DuplicatesPage',
          path: '/duplicates',
          meta: { title: merges.title },
        },
      },
    },
    importMap: { baseDir: root, importMapFile: path.join(root, 'src/app/(payload)/admin/importMap.js') },
    meta: {
      titleSuffix: ` — ${BRAND}`,
      icons: [{ rel: 'icon', type: 'image/svg+xml', url: favicon }],
      defaultOGImageType: 'off',
    },
    dateFormat: 'dd.MM.yyyy HH:mm',
  },
  // Many rows are never deleted at once: neither here nor by a button of the panel.
  collections: collections.map(govern).map((collection) => ({
    ...collection,
    admin: { ...collection.admin, hideAPIURL: true, components: withSaveButton(collection.admin?.components) },
    disableBulkDelete: true,
    endpoints: collectionEndpoints[collection.slug] ?? [],
  })),
  endpoints,
  db: database(),
  defaultDepth: 0,
  email: mailAdapter(),
  maxDepth: 3,
  graphQL: { disable: true },
  hooks: { afterError: [answerErrors] },
  logger,
  loggingLevels,
  i18n: { supportedLanguages: { ru, en }, fallbackLanguage: 'ru', translations },
  secret: env().payloadSecret ?? '',
  sharp,
  telemetry: false,
  typescript: { autoGenerate: false, outputFile: path.join(root, 'src/payload-types.ts') },
  upload: { limits: { fileSize: 10_000_000 }, abortOnLimit: true },
  onInit: (payload) => {
    keepFaults(payload)
    keepCounts(payload)
    findCallersAtOnce(payload)
  },
})
  .then(guardEndpoints)
  .then(answerHead)
