export { DATABASE, embeddedUrl, ROLE } from './credentials'
export { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from './server'
