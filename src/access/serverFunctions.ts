import { executeAuthStrategies, getPayload, type SanitizedConfig, type ServerFunctionClientArgs } from 'payload'
import { callerOf } from './caller'
import { reportFault } from '@/config/faults'
import { decide } from '@/domain/access/decide'
import { ACCESS, type GovernedCollection, rulesOf } from '@/domain/access/table'
import { type ErrorCode, refusalsOf } from '@/domain/errors'
import { isId } from '@/domain/ids'
import { sentence } from '@/i18n'
import { languageOfHeader } from '@/i18n/language'

/**
 * What a browser may ask Payload's panel to run on the server. Payload offers more, and looks a name up without asking
 * whether it is one of its own, so that "constructor" is found as well.
 */
export const SERVER_FUNCTIONS: ReadonlySet<string> = new Set([
  'form-state',
  'render-document',
  'render-document-slots',
  'render-list',
  'table-state',
])

type Asked = Record<string, unknown>
type Run = (call: ServerFunctionClientArgs) => Promise<unknown>

/**
 * The panel's functions are a door of their own beside the API: for users only, for collections that these may read,
 * with arguments of the right shape. What they then read is checked where the
 * API's collections are guarded.
 */
export const throughTheDoor = async (
  call: ServerFunctionClientArgs,
  { config, headers, run }: { config: SanitizedConfig | Promise<SanitizedConfig>; headers: Headers; run: Run },
): Promise<unknown> => {
  const answer = (code: ErrorCode) => ({
    errors: [
      { message: sentence(languageOfHeader(headers.get('accept-language') ?? undefined), code), data: { code } },
    ],
  })
  try {
    const payload = await getPayload({ config })
    const { user } = await executeAuthStrategies({ headers, payload })
    const caller = callerOf({ user, headers })
    if (!caller) return answer('UNAUTHENTICATED')
    if (caller.kind !== 'users') return answer('FORBIDDEN')
    const { name, args } = isRecord(call) ? call : ({} as Partial<ServerFunctionClientArgs>)
    if (typeof name !== 'string' || !SERVER_FUNCTIONS.has(name) || !isRecord(args)) return answer('MALFORMED')
    const slug = args.collectionSlug
    if (typeof slug !== 'string' || !isGoverned(slug)) return answer('NOT_FOUND')
    if (!decide(rulesOf(slug).read, caller)) return answer('FORBIDDEN')
    if (!fits(args)) return answer('MALFORMED')
    return withoutInsides(await run(call), answer('MALFORMED'))
  } catch (error) {
    // Next.js redirects and says "not found" by throwing.
    if (isRecord(error) && typeof error.digest === 'string' && error.digest.startsWith('NEXT_')) throw error
    const [refusal] = refusalsOf(error)
    if (!refusal && !isPayloadsRefusal(error)) reportFault({ kind: 'request', where: 'panel on the server', error })
    return answer(refusal?.code ?? 'MALFORMED')
  }
}

const isRecord = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPayloadsRefusal = (error: unknown): boolean =>
  isRecord(error) && typeof error.status === 'number' && error.status < 500

const isGoverned = (slug: string): slug is GovernedCollection => Object.hasOwn(ACCESS, slug)

const MOST_COLUMNS = 100
const LONGEST = 500

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === ''

const isColumn = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.length <= LONGEST
    : isRecord(value) && typeof value.accessor === 'string' && value.accessor.length <= LONGEST

const isPage = (value: unknown): boolean =>
  isAbsent(value) || ((typeof value === 'number' || typeof value === 'string') && /^\d{1,9}$/.test(String(value)))

const isShort = (value: unknown): boolean =>
  isAbsent(value) || (typeof value === 'string' ? value.length <= LONGEST : Array.isArray(value) && value.length <= 5)

/** The arguments that name records, sizes and columns. Filters and orders are checked where they are read. */
const fits = ({ id, docID, globalSlug, parent, columns, query, data }: Asked): boolean =>
  [id, docID].every((one) => isAbsent(one) || isId(one)) &&
  isAbsent(globalSlug) &&
  isAbsent(parent) &&
  (isAbsent(columns) || (Array.isArray(columns) && columns.length <= MOST_COLUMNS && columns.every(isColumn))) &&
  (isAbsent(data) || isRecord(data)) &&
  (isAbsent(query) ||
    (isRecord(query) &&
      isPage(query.limit) &&
      isPage(query.page) &&
      isShort(query.sort) &&
      (isAbsent(query.search) || isShort(query.search)) &&
      isAbsent(query.preset) &&
      isAbsent(query.groupBy)))

/** Payload puts the text of an error into what it answers; that of a failed statement holds the statement. */
const withoutInsides = (result: unknown, malformed: { errors: unknown[] }): unknown => {
  if (!isRecord(result) || !Array.isArray(result.errors)) return result
  const isOwn = (one: unknown): boolean => isRecord(one) && one.name === 'ValidationError'
  return result.errors.every(isOwn) ? result : malformed
}
