// One more web process of the product, as far as the REST API goes.
import { loadPayload } from '@/processes/payload'
import { serveRest } from '../helpers/rest'

const payload = await loadPayload({ quiet: true })
const { origin } = await serveRest(payload.config)
process.send?.({ origin })
