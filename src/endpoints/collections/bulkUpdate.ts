import { createLocalReq, type Endpoint, type PayloadRequest, type SanitizedCollectionConfig } from 'payload'
import { invalid, Refusal } from '@/domain/errors'
import { readBody } from '@/endpoints/http/body'
import { errorAnswer } from '@/hooks/errors/errorAnswer'
import { checkQuery, PAGE_LIMIT } from './checkQuery'

const MOST_ROWS = 500

type Failure = { id: string; message: string; data: Record<string, unknown> }

/**
 * `PATCH /api/<slug>?where=…`: updates each row through the same route as a PATCH of that row, in its own transaction,
 * so that one refusal neither undoes nor hides the others. Answers in the format of Payload's own bulk edit, which the
 * panel shows.
 */
export const bulkUpdate =
  (collection: SanitizedCollectionConfig, updateOne: Endpoint['handler']): Endpoint['handler'] =>
  async (req) => {
    const { slug } = collection
    if (!(await collection.access.update({ req }))) throw new Refusal('FORBIDDEN')
    const body = await readBody(req)
    const { where, depth, select, ...forEach } = await takeQuery(req, slug)
    const ids = await allOf(req, slug, where)
    const docs: unknown[] = []
    const errors: Failure[] = []
    for (const id of ids) {
      const row = await asSingle(req, {
        id,
        slug,
        body,
        query: { ...forEach, ...(depth === undefined ? {} : { depth }), ...(select === undefined ? {} : { select }) },
      })
      try {
        const answer = (await (await updateOne(row)).json()) as { doc?: unknown }
        docs.push(answer.doc ?? answer)
      } catch (error) {
        errors.push(failure(id, error, req))
      }
    }
    return Response.json(
      { docs, errors, message: summary(req, docs.length, errors.length) },
      { status: errors.length > 0 ? 400 : 200 },
    )
  }

/** The rows that the panel's list shows under the same filter, page by page: no reading gives more than a page. */
const allOf = async (req: PayloadRequest, slug: string, where: Record<string, never>): Promise<string[]> => {
  const ids = new Set<string>()
  for (let page = 1, more = true; more; page += 1) {
    const found = await req.payload.find({
      collection: slug as 'events',
      where,
      sort: 'id',
      limit: PAGE_LIMIT,
      page,
      depth: 0,
      select: {},
      overrideAccess: false,
      req: await separate(req, 'local'),
    })
    if (found.totalDocs > MOST_ROWS) throw invalid({ path: 'where', message: 'fieldTooMany' })
    for (const { id } of found.docs) ids.add(id)
    more = found.hasNextPage
  }
  return [...ids]
}

/** The checked query of the bulk edit. `confirm` and `scope` are passed on to each single update. */
const takeQuery = async (req: PayloadRequest, slug: string) => {
  const given = { ...req.query }
  await checkQuery(req, slug)
  const { where, depth, select } = req.query as { where?: Record<string, never>; depth?: string; select?: unknown }
  if (!where) throw invalid({ path: 'where', message: 'fieldRequired' })
  const { confirm, scope, date } = given
  return {
    where,
    depth,
    select,
    ...(confirm === undefined ? {} : { confirm }),
    ...(scope === undefined ? {} : { scope }),
    ...(date === undefined ? {} : { date }),
  }
}

/** Shares no transaction and no cache with the rest of the request. */
const separate = (req: PayloadRequest, payloadAPI: PayloadRequest['payloadAPI'] = 'REST'): Promise<PayloadRequest> =>
  createLocalReq(
    { user: req.user ?? undefined, req: { headers: req.headers, i18n: req.i18n, t: req.t, payloadAPI } },
    req.payload,
  )

type Single = { id: string; slug: string; body: unknown; query: Record<string, unknown> }

const asSingle = async (req: PayloadRequest, { id, slug, body, query }: Single): Promise<PayloadRequest> => {
  const url = new URL(req.url ?? '/', 'http://localhost')
  const headers = new Headers(req.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const single = new Request(new URL(`${url.pathname.replace(/\/$/, '')}/${id}`, url), {
    method: 'PATCH',
    headers,
    body: JSON.stringify(body),
  })
  const { payload, user, i18n, t, locale, fallbackLocale, payloadAPI, payloadDataLoader } = await separate(req)
  return Object.assign(single, {
    payload,
    user,
    i18n,
    t,
    locale,
    fallbackLocale,
    payloadAPI,
    payloadDataLoader,
    query,
    context: {},
    payloadUploadSizes: {},
    routeParams: { id, collection: slug },
  }) as unknown as PayloadRequest
}

const failure = (id: string, error: unknown, req: PayloadRequest): Failure => {
  const [first] = errorAnswer(error, req).response.errors
  if (first?.data.code === 'FAILED') req.payload.logger.error({ err: error })
  return { id, message: first?.message ?? '', data: first?.data ?? {} }
}

/** Payload's own message without the collection's name, which would need a grammatical case in Russian. */
const summary = (req: PayloadRequest, updated: number, failed: number): string => {
  const t = req.t as unknown as (key: string, values: Record<string, unknown>) => string
  const text =
    failed === 0
      ? t('general:updatedCountSuccessfully', { count: updated, label: '' })
      : t('error:unableToUpdateCount', { count: failed, label: '', total: updated + failed })
  return text.replace(/\s+/g, ' ').replace(/ \./, '.')
}
