import type { Payload } from 'payload'
import type { ErrorCode } from '@/domain/errors'
import type { PathItem } from '@/endpoints/docs/types'

/** Of faults, which no description of a route has to name. */
const FAULTS: readonly string[] = ['FAILED', 'UNAVAILABLE'] satisfies ErrorCode[]

export type Documented = (method: string, path: string, codes: readonly string[]) => void

/**
 * Throws when a route refuses with a code that its description does not name: integrators switch on what they have
 * read. Every answer of the tests goes through it.
 */
export const documented = async ({ config }: Payload): Promise<Documented> => {
  const { describeApi } = await import('@/endpoints/docs/describe')
  const { routes } = await import('@/endpoints')
  const { paths } = describeApi({ routes, collections: config.collections, version: '' })
  // A word of the path goes before an id: /occurrences/list is not one of the occurrences.
  const patterns = Object.entries(paths)
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)
    .map(([path, item]) => ({ path, item, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }))

  return (method, path, codes) => {
    const name = path.split(/[?#]/, 1)[0] ?? ''
    const operation = patterns.find(({ pattern }) => pattern.test(name))?.item[method.toLowerCase() as keyof PathItem]
    if (!operation) return
    const refusals = Object.entries(operation.responses).filter(([status]) => status >= '400')
    const examples = refusals.flatMap(([, { content }]) => Object.values(content ?? {}).map((one) => one.examples))
    // A bulk edit answers with whatever the single rows are refused with, and says so.
    if (examples.includes(undefined)) return
    const named = examples.flatMap((one) => Object.keys(one ?? {}))
    const unnamed = codes.filter((code) => !named.includes(code) && !FAULTS.includes(code))
    if (unnamed.length > 0)
      throw new Error(`${method} ${name} answers ${unnamed.join(', ')}, which its description does not name`)
  }
}
