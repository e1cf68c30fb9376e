import { generateKeyPairSync, createSign } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import Provider from 'oidc-provider'

export type Claims = { email?: string; email_verified?: boolean; name?: string; groups?: string[] }

export type TestProvider = {
  issuer: string
  environment: Record<string, string>
  /** The accounts at the provider by subject. Tests may change them while it runs. */
  accounts: Map<string, Claims>
  /** Faulty answers by endpoint, used instead of the real ones. The test clears them. */
  faults: Map<string, (status: (code: number, body?: string) => void) => void>
  /** The subjects whose sessions at the provider have ended. */
  ended: string[]
  /** Signs an ID token with the provider's key, or with another one. */
  sign: (claims: Record<string, unknown>, stranger?: boolean) => string
  close: () => Promise<void>
}

const KEY = 'key-of-the-tests'
const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const CLIENT = { id: 'pristan', secret: 'a secret of the client' }

/** Starts a real OpenID provider on a local port. Its form asks for a name instead of a password. */
export const startProvider = async ({
  app,
  inIdToken = false,
  endSession = true,
  authMethod = 'client_secret_basic',
}: {
  /** The URL of the product. */
  app: string
  inIdToken?: boolean
  endSession?: boolean
  authMethod?: string
}): Promise<TestProvider> => {
  const accounts: TestProvider['accounts'] = new Map()
  const faults: TestProvider['faults'] = new Map()
  const ended: string[] = []
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [own, strange] = [keyPair(), keyPair()]
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...own.privateKey.export({ format: 'jwk' }), kid: KEY, use: 'sig', alg: 'RS256' }] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        token_endpoint_auth_method: authMethod,
        redirect_uris: [`${app}/api/oidc/callback`],
        post_logout_redirect_uris: [`${app}/admin/login`],
      },
    ],
    clientAuthMethods: [authMethod],
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    conformIdTokenClaims: !inIdToken,
    cookies: { keys: ['cookies of the tests'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: endSession } },
    findAccount: (_: unknown, id: string) =>
      accounts.has(id) ? { accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) } : undefined,
    loadExistingGrant: async (context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  })
  provider.on(
    'end_session.success',
    ((context: { oidc: { session?: { accountId?: string } } }) =>
      void ended.push(context.oidc.session?.accountId ?? '?')) as never,
  )
  const handle = provider.callback()
  server.on('request', (req, res) => {
    const path = (req.url ?? '').split('?', 1)[0] ?? ''
    const fault = faults.get(path)
    if (fault)
      return fault((code, body = '{}') => void res.writeHead(code, { 'content-type': 'application/json' }).end(body))
    if (!path.startsWith('/interaction/')) return handle(req, res)
    if (req.method === 'GET') return void res.writeHead(200, { 'content-type': 'text/html' }).end(FORM)
    void bodyOf(req).then((body) =>
      provider.interactionFinished(
        req,
        res,
        body.get('deny')
          ? { error: 'access_denied', error_description: 'No' }
          : { login: { accountId: body.get('name') ?? '' } },
        { mergeWithLastSubmission: false },
      ),
    )
  })
  return {
    issuer,
    environment: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ROLE_MAP: 'pristan-admins=administrator,pristan-staff=coordinator,pristan-viewers=viewer',
    },
    accounts,
    faults,
    ended,
    sign: (claims, stranger = false) => {
      const text = `${encoded({ alg: 'RS256', typ: 'JWT', kid: KEY })}.${encoded(claims)}`
      return `${text}.${createSign('RSA-SHA256')
        .update(text)
        .sign((stranger ? strange : own).privateKey)
        .toString('base64url')}`
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}

const FORM =
  '<!doctype html><title>Provider</title><form method="post"><label>Name <input name="name"></label><button>Sign ' +
  'in</button><button name="deny" value="yes">Deny</button></form>'

const bodyOf = async (req: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return new URLSearchParams(Buffer.concat(chunks).toString())
}
