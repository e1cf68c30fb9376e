import type { App } from '../../helpers/app'
import { CookieJar } from '../../helpers/cookieJar'

export const locationOf = (response: Response): string =>
  new URL(response.headers.get('location') ?? '', response.url).href

/** The URL to which the product redirects a browser that wants to sign in. */
export const start = async (app: App, jar: CookieJar, query = ''): Promise<string> =>
  locationOf(await jar.fetch(`${app.url}/oidc/start${query}`))

/** Signs in at the provider under a name. Returns the URL of the redirect back, which is not opened yet. */
export const atProvider = async (
  app: App,
  jar: CookieJar,
  address: string,
  body: Record<string, string>,
): Promise<string> => {
  let url = address
  for (let step = 0; step < 10; step += 1) {
    if (url.startsWith(app.url)) return url
    const form = url.includes('/interaction/')
    const response = await jar.fetch(url, form ? { method: 'POST', body: new URLSearchParams(body) } : {})
    if (response.status < 300 || response.status > 399)
      throw new Error(`The provider answered ${response.status}: ${await response.text()}`)
    url = locationOf(response)
  }
  throw new Error('The provider goes round in circles')
}

export type Walked = {
  jar: CookieJar
  callback: string
  answer: Response
  /** Path and query of the final page. */
  to: string
  token: string | undefined
}

export const open = async (app: App, jar: CookieJar, callback: string): Promise<Walked> => {
  const answer = await jar.fetch(callback)
  const { pathname, search } = new URL(locationOf(answer))
  return { jar, callback, answer, to: `${pathname}${search}`, token: jar.of(app.url).get('payload-token') }
}

/** The whole sign-in of one person in a new browser. */
export const walk = async (
  app: App,
  name: string,
  { query = '', jar = new CookieJar() }: { query?: string; jar?: CookieJar } = {},
): Promise<Walked> => open(app, jar, await atProvider(app, jar, await start(app, jar, query), { name }))
