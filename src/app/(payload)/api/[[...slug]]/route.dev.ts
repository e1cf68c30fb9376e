import config from '@payload-config'
import { getPayload, handleEndpoints, reload } from 'payload'

/** This module is compiled anew with everything it imports: Payload goes on with what the collections say now. */
const upToDate = (async (): Promise<void> => {
  const current = await config
  const payload = await getPayload({ config: current })
  if (payload.config !== current) await reload(current, payload, true)
})()

/** Of `npm run dev` alone: the product answers `/api` without Next.js (src/processes/http/api.ts). */
const answer = async (request: Request): Promise<Response> => {
  await upToDate
  return handleEndpoints({ config, request })
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
