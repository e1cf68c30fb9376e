export { DATABASE, embeddedAdminUrl, embeddedUrl, isEmbedded, ROLE } from './credentials'
export { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './server'
