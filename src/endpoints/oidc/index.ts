import { generateCookie, generatePayloadCookie, getSafeRedirect, parseCookies } from 'payload/shared'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { ADDRESS_HEADER } from '@/config/headers'
import { env, isHttps } from '@/config/env'
import type { SignOnSettings } from '@/config/signOn'
import type { SignOnRefusal } from '@/domain/access/signOn'
import { Refusal } from '@/domain/errors'
import { networkOf } from '@/domain/limits/network'
import { text } from '@/domain/shapes/parse'
import { refuseFor } from '@/endpoints/http/limitRequests'
import { route } from '@/endpoints/http/route'
import { languageOf } from '@/i18n'
import { beginSignOn, SIGN_IN_MINUTES } from '@/operations/sign-on/begin'
import { finishSignOn } from '@/operations/sign-on/finish'
import { isOutage } from '@/operations/sign-on/provider'
import { beginSignOnFrom, signedOnFrom } from '@/operations/users/signInAttempts'

const COOKIE = 'pristan-sign-in'
const PANEL = '/admin'

const settingsOf = (): SignOnSettings => {
  const { signOn } = env()
  if (!signOn) throw new Refusal('NOT_FOUND')
  return signOn
}

/** Only pages of the panel are allowed, so that nobody is redirected to another site. */
const pageOf = (wanted: unknown): string => {
  const safe = getSafeRedirect({ fallbackTo: PANEL, redirectTo: typeof wanted === 'string' ? wanted : '' })
  // Resolves dots in the path, as a browser does.
  const { pathname, search } = new URL(safe, 'http://localhost')
  return pathname === PANEL || pathname.startsWith(`${PANEL}/`) ? `${pathname}${search}` : PANEL
}

/** Lives as long as one sign-in. Scripts can't read it, and forms of other sites don't send it. */
const browserCookie = (value: string, minutes: number): string =>
  generateCookie<false>({
    name: COOKIE,
    value,
    path: '/api/oidc',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(),
    expires: new Date(Date.now() + minutes * 60_000),
    returnCookieAsObject: false,
  }) as string

const goTo = (location: string, ...cookies: string[]): Response => {
  const headers = new Headers({ Location: location, 'Cache-Control': 'no-store' })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** Shows a message on the login page. The details are only in the log. */
const sayOnLoginPage = (
  req: PayloadRequest,
  { refused, back, fault }: { refused: SignOnRefusal; back: string | null; fault?: unknown },
): Response => {
  const { code, message } =
    fault instanceof Error ? (fault as Error & { code?: string }) : { code: undefined, message: undefined }
  req.payload.logger.warn({ refused, code, reason: message, msg: 'Single sign-on let nobody in' })
  const query = new URLSearchParams({
    'sign-on': refused,
    ...(back === null || back === PANEL ? {} : { redirect: back }),
  })
  return goTo(`${PANEL}/login?${query}`)
}

const browserOf = (req: PayloadRequest): string | undefined => parseCookies(req.headers).get(COOKIE)

export const beginSignOnRoute = route<z.ZodType<{ redirect?: string }>, z.ZodUndefined, true>({
  method: 'get',
  path: '/oidc/start',
  tag: 'Signing in',
  summary: 'Sign in through the provider of single sign-on',
  description: 'For browsers: sends them to the provider, with PKCE, state and nonce. 404 where none is configured.',
  allow: true,
  query: z.looseObject({ redirect: text(2000).optional().describe('The page of the panel to come back to') }),
  answer: {
    status: 303,
    schema: null,
    description: 'To the provider, or to the page of signing in with the reason why not',
  },
  errors: ['NOT_FOUND'],
  handler: async ({ req, now, query }) => {
    const settings = settingsOf()
    const wait = await beginSignOnFrom(req.payload, networkOf(req.headers.get(ADDRESS_HEADER)))
    if (wait > 0) throw refuseFor(req, wait)
    const back = pageOf(query.redirect)
    try {
      const { location, browser } = await beginSignOn(req.payload, {
        settings,
        back,
        browser: browserOf(req),
        language: languageOf(req),
        now,
      })
      return goTo(location, browserCookie(browser, SIGN_IN_MINUTES))
    } catch (fault) {
      if (!(fault instanceof Error) || !isFaultOfProvider(fault)) throw fault
      return sayOnLoginPage(req, { refused: 'unavailable', back, fault })
    }
  },
})

/** A provider that sends invalid answers is treated as unreachable. */
const isFaultOfProvider = (fault: Error): boolean =>
  isOutage(fault) || String((fault as { code?: string }).code).startsWith('OAUTH_')

export const finishSignOnRoute = route<z.ZodUndefined, z.ZodUndefined, true>({
  method: 'get',
  path: '/oidc/callback',
  tag: 'Signing in',
  summary: 'Where the provider of single sign-on sends a browser back to',
  description:
    'Works once, in the browser that began. Signs in and goes on to the page asked for; every refusal is a ' +
    'sentence on the page of signing in.',
  allow: true,
  answer: {
    status: 303,
    schema: null,
    description: 'To the page asked for, or to the page of signing in with the reason why not',
  },
  errors: ['NOT_FOUND'],
  handler: async ({ req, now }) => {
    const settings = settingsOf()
    const address = req.headers.get(ADDRESS_HEADER)
    const origin = { address, requestId: req.headers.get('x-request-id') }
    const done = await finishSignOn(req.payload, {
      settings,
      query: req.searchParams,
      browser: browserOf(req),
      origin,
      now,
    })
    if ('refused' in done) return sayOnLoginPage(req, done)
    await signedOnFrom(req.payload, networkOf(address))
    const { config } = req.payload.collections.users
    const session = generatePayloadCookie({
      collectionAuthConfig: config.auth,
      cookiePrefix: req.payload.config.cookiePrefix,
      token: done.entered.token,
      returnCookieAsObject: false,
    }) as string
    return goTo(pageOf(done.back), session, browserCookie('', -1))
  },
})
