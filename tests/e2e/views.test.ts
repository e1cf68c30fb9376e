import { describe, expect, it } from 'vitest'
import { PRINCIPALS, type Rule } from '@/domain/access/rules'
import { ACCESS, type GovernedCollection, rulesOf } from '@/domain/access/table'
import { VIEWS } from '@/domain/access/views'
import { api, tokenOf, url } from './harness'

type Who = 'anonymous' | 'viewer' | 'coordinator' | 'administrator'
const PEOPLE = PRINCIPALS.filter((who): who is Who => !who.startsWith('key:'))
const SLUGS = Object.keys(ACCESS) as GovernedCollection[]
/** As a page, and as the data that the panel fetches when a link is followed. */
const WAYS = { page: {}, data: { RSC: '1' } }

/** The framework's page for missing access, as HTML and as data. */
const DENIED = /class(?:Name)?[^a-zA-Z]{1,6}unauthorized[^\w-]/

type Seen = { outcome: string; body: string }

/** Whether a page was shown, or where it redirects. A redirect may also be in the body. */
const visit = async (who: Who, path: string, headers: Record<string, string> = {}): Promise<Seen> => {
  const cookie: Record<string, string> = who === 'anonymous' ? {} : { cookie: `payload-token=${await tokenOf(who)}` }
  const ask = (address: string) =>
    fetch(new URL(address, url), { redirect: 'manual', headers: { 'accept-language': 'ru', ...cookie, ...headers } })
  let answer = await ask(path)
  // A data request needs a parameter that the framework sends in a redirect.
  if (answer.headers.get('location')?.includes('_rsc')) answer = await ask(answer.headers.get('location') ?? '')
  const body = await answer.text()
  const target = answer.headers.get('location') ?? /NEXT_REDIRECT;\w+;([^;"]+);/.exec(body)?.[1]
  if (target) return { outcome: new URL(target, url).pathname, body }
  if (answer.status === 404 || body.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return { outcome: 'not found', body }
  if (answer.status !== 200) return { outcome: String(answer.status), body }
  return { outcome: DENIED.test(body) ? 'denied' : 'shown', body }
}

/** Names, addresses and numbers of the first records of a collection, which must not leak. */
const secretsOf = async (slug: GovernedCollection): Promise<{ id: string; secrets: string[] }> => {
  const { body } = await api('GET', `/api/${slug}?limit=3&depth=0`)
  const docs = (body as { docs: Record<string, unknown>[] }).docs
  const secrets = docs
    .flatMap((doc) =>
      [
        'fullName',
        'name',
        'title',
        'email',
        'phone',
        'comment',
        'telegramId',
        'filename',
        'recipientId',
        'subjectId',
        'bookedAt',
        'address',
      ].map((field) => doc[field]),
    )
    .filter((value): value is string => typeof value === 'string' && value.length > 6)
  return { id: String(docs[0]?.id ?? '0198a000-0000-7000-8000-00000000ffff'), secrets }
}

const mayRead = (rule: Rule, who: Who): boolean => rule[who] !== undefined

/** Our own pages besides those of the framework. */
const OWN = ['/admin/duplicates', '/admin/people/:id', '/admin/retention']

describe.each(Object.entries(VIEWS))('%s', (path, rule) => {
  it.each(PEOPLE)('is there for whom the table names: %s', async (who) => {
    const { outcome } = await visit(who, path.replace(':token', 'x'))
    const itself = path === '/admin/unauthorized' ? 'denied' : 'shown'
    expect([who, outcome === itself]).toEqual([who, rule[who] === true])
    if (who === 'anonymous' && rule.viewer && !rule.anonymous) expect(outcome).toBe('/admin/login')
  })
})

it('knows every page of the panel that belongs to no collection', async () => {
  const { default: config } = await import('payload').then(async ({ defaults }) => ({ default: defaults }))
  const routes = Object.entries(config.admin?.routes ?? {}).map(([name, path]) =>
    name === 'reset' ? `/admin${path}/:token` : `/admin${path}`,
  )
  expect(Object.keys(VIEWS).sort()).toEqual(['/admin', ...OWN, ...routes].sort())
})

describe.each(SLUGS)('the pages of %s', (slug) => {
  const rules = rulesOf(slug)

  it.each(PEOPLE)('show %s no more than the table says', async (who) => {
    const { id, secrets } = await secretsOf(slug)
    const read = mayRead(rules.read, who)
    for (const [way, headers] of Object.entries(WAYS)) {
      for (const [page, allowed] of [
        [`/admin/collections/${slug}`, read],
        [`/admin/collections/${slug}/${id}`, read],
        [`/admin/collections/${slug}/${id}/api`, read],
        [`/admin/collections/${slug}/create`, mayRead(rules.create, who)],
      ] as const) {
        const { outcome, body } = await visit(who, page, headers)
        const what = [who, way, page]
        if (who === 'anonymous') expect([...what, outcome]).toEqual([...what, '/admin/login'])
        // Users who may see only some rows get "not found" for others.
        else if (page.includes(id) && allowed && rules.read[who] !== true) continue
        else if (!allowed) expect([...what, outcome]).not.toEqual([...what, 'shown'])
        if (!read) expect([...what, secrets.filter((secret) => body.includes(secret))]).toEqual([...what, []])
      }
    }
  })
})

it('the page of a visitor holds no phone and no comment for a viewer, in whatever way it is fetched', async () => {
  const { body } = await api(
    'GET',
    '/api/visitors?where[phone][exists]=true&where[comment][exists]=true&limit=1&depth=0',
  )
  const [visitor] = (body as { docs: { id: string; phone: string; comment: string; fullName: string }[] }).docs
  if (!visitor) throw new Error('The demo has no visitor with a phone and a comment')
  for (const headers of Object.values(WAYS)) {
    const page = `/admin/collections/visitors/${visitor.id}`
    const [staff, viewer] = [await visit('coordinator', page, headers), await visit('viewer', page, headers)]
    expect([staff.outcome, viewer.outcome]).toEqual(['shown', 'shown'])
    expect([staff.body.includes(visitor.phone), staff.body.includes(visitor.comment)]).toEqual([true, true])
    expect([
      viewer.body.includes(visitor.fullName),
      viewer.body.includes(visitor.phone),
      viewer.body.includes(visitor.comment),
    ]).toEqual([true, false, false])
  }
})
