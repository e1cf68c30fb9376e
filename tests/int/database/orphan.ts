// Starts a server and does nothing else. The test kills it to leave the server behind.
import { startEmbedded } from '@/db/embedded'

const { url } = await startEmbedded({ dataDir: process.argv[2] ?? '' })
console.log(url)
setInterval(() => undefined, 1000)
