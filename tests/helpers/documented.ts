import type { Payload } from 'payload'
import type { ErrorCode } from '@/domain/errors'
import type { PathItem } from '@/endpoints/docs/types'

/** Codes for faults, which route descriptions need not list. */
const FAULTS: readonly string[] = ['FAILED', 'UNAVAILABLE'] satisfies ErrorCode[]

export type Documented = (method: string, path: string, codes: readonly string[]) => void

/**
 * Throws if a route refuses with a code missing from its description, because integrators rely on the documented codes.
 * Every answer in the tests is checked.
 */
export const documented = async ({ config }: Payload): Promise<Documented> => {
  const { describeApi } = await import('@/endpoints/docs/describe')
  const { routes } = await import('@/endpoints')
  const { paths } = describeApi({ routes, collections: config.collections, version: '' })
  // Literal path segments go before ids: /occurrences/list is not the occurrence with the id "list".
  const patterns = Object.entries(paths)
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)
    .map(([path, item]) => ({ path, item, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }))

  return (method, path, codes) => {
    const name = path.split(/[?#]/, 1)[0] ?? ''
    const operation = patterns.find(({ pattern }) => pattern.test(name))?.item[method.toLowerCase() as keyof PathItem]
    if (!operation) return
    const refusals = Object.entries(operation.responses).filter(([status]) => status >= '400')
    const examples = refusals.flatMap(([, { content }]) => Object.values(content ?? {}).map((one) => one.examples))
    // A bulk edit returns the refusals of its rows, as its description says.
    if (examples.includes(undefined)) return
    const named = examples.flatMap((one) => Object.keys(one ?? {}))
    const unnamed = codes.filter((code) => !named.includes(code) && !FAULTS.includes(code))
    if (unnamed.length > 0)
      throw new Error(`${method} ${name} answers ${unnamed.join(', ')}, which its description does not name`)
  }
}
