import config from '@payload-config'
import { REST_DELETE, REST_GET, REST_OPTIONS, REST_PATCH, REST_POST, REST_PUT } from '@payloadcms/next/routes'

/** `/api` itself, which the folder beside does not match: an error in the form of every other. */
const bare = (handler: ReturnType<typeof REST_GET>) => (request: Request) =>
  handler(request, { params: Promise.resolve({ slug: [] }) })

export const GET = bare(REST_GET(config))
export const POST = bare(REST_POST(config))
export const DELETE = bare(REST_DELETE(config))
export const PATCH = bare(REST_PATCH(config))
export const PUT = bare(REST_PUT(config))
export const OPTIONS = bare(REST_OPTIONS(config))
