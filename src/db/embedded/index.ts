export { DATABASE, embeddedAdminUrl, embeddedOwnerUrl, embeddedUrl, isEmbedded, ROLE, WRITER } from './credentials'
export { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './server'
