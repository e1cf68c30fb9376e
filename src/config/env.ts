import net from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { isIssuer, rolesIn, signOnOf, type SignOnSettings } from './signOn'

const url = (protocols: string[], shape: string) =>
  z.string().refine((value) => {
    try {
      return protocols.includes(new URL(value).protocol)
    } catch {
      return false
    }
  }, `must look like ${shape}`)

const databaseUrl = url(
  ['postgres:', 'postgresql:'],
  'postgresql://user:password@host:5432/database (percent-encode special characters in the password)',
).refine((value) => {
  try {
    return decodeURIComponent(new URL(value).pathname).length > 1
  } catch {
    return false
  }
}, 'must end with the name of a database: postgresql://user:password@host:5432/database')

const email = z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, 'must be an e-mail address')

const isNetwork = (value: string): boolean => {
  const [address = '', bits, ...more] = value.split('/')
  const version = net.isIP(address)
  return (
    version !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  )
}
const perMinute = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a number of requests a minute; 0 for no limit')
  .transform(Number)

/** Every variable the product reads. An empty value means unset. */
const schema = z
  .object({
    DATABASE_URL: databaseUrl.optional(),
    DATA_DIR: z
      .string()
      .refine((value) => !value.includes('\0'), 'must be a folder')
      .default('.data'),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port number from 1 to 65535')
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65_535, 'must be a port number from 1 to 65535')
      .default(3000),
    HOST: z
      .string()
      .regex(/^[^\s/]+$/, 'must be a host name or an address, without http://')
      .default('127.0.0.1'),
    PUBLIC_URL: url(['http:', 'https:'], 'https://pristan.example.org')
      .transform((value) => value.replace(/\/+$/, ''))
      .optional(),
    TRUSTED_PROXIES: z
      .string()
      .transform((value) =>
        value
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      )
      .refine((list) => list.every(isNetwork), 'must be addresses or networks: 10.0.0.5, 10.1.0.0/16')
      .optional(),
    PAYLOAD_SECRET: z.string().optional(),
    ERASURE_LEDGER: z
      .string()
      .refine((value) => !value.includes('\0'), 'must be a file')
      .optional(),
    ADMIN_EMAIL: email.default('admin@example.org'),
    ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
    SEED: z.enum(['demo', 'catalogue', 'none'], 'must be demo, catalogue or none').optional(),
    TELEGRAM_BOT_TOKEN: z
      .string()
      .regex(/^\d+:[\w-]+$/, 'must look like 123456:ABC-DEF, as @BotFather gives it')
      .optional(),
    VOLUNTEERS_CHAT_ID: z
      .string()
      .regex(/^-?\d+$/, 'must be the numeric id of a chat')
      .optional(),
    TELEGRAM_API_ROOT: url(['http:', 'https:'], 'https://api.telegram.org').optional(),
    TELEGRAM_WEBHOOK_SECRET: z
      .string()
      .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -')
      .optional(),
    HTTPS_PROXY: url(['http:', 'https:'], 'http://user:password@proxy:3128').optional(),
    SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
    MAIL_FROM: z
      .string()
      .regex(/^(?:[^<>]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, 'must be an address, or Name <address>')
      .optional(),
    BACKUP_DIR: z
      .string()
      .refine((value) => !value.includes('\0'), 'must be a folder')
      .optional(),
    BACKUP_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
    RATE_LIMIT_KEY: perMinute.default(30_000),
    RATE_LIMIT_USER: perMinute.default(30_000),
    RATE_LIMIT_ADDRESS: perMinute.default(60_000),
    RATE_LIMIT_ANONYMOUS: perMinute.default(6_000),
    LOG_FORMAT: z.enum(['readable', 'json'], 'must be readable or json').default('readable'),
    OIDC_ISSUER: z
      .string()
      .refine(
        isIssuer,
        'must be the address of the provider, https://login.example.org/realms/charity; plain http only on this ' +
          'machine',
      )
      .optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_SCOPES: z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter((one) => one !== ''))
      .refine((list) => list.includes('openid'), 'must name the scope openid: openid profile email')
      .optional(),
    OIDC_GROUPS_CLAIM: z.string().optional(),
    OIDC_ROLE_MAP: z
      .string()
      .transform(rolesIn)
      .refine(
        (roles) => roles.length > 0,
        'must map groups of the provider to roles: ' +
          'pristan-admins=administrator,pristan-staff=coordinator,pristan-viewers=viewer',
      )
      .optional(),
    OIDC_LABEL: z.string().max(60, 'must have at most 60 characters').optional(),
    METRICS_TOKEN: z
      .string()
      .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ or -')
      .optional(),
    CHECK_ROWS: z.enum(['columns', 'all'], 'must be columns or all').default('columns'),
    NODE_ENV: z.string().optional(),
  })
  .superRefine((values, context) => {
    const missing = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    const given = Object.entries(values).filter(([name, value]) => name.startsWith('OIDC_') && value !== undefined)
    if (given.length === 0) return
    if (values.OIDC_ISSUER === undefined)
      missing('OIDC_ISSUER', 'must be set for single sign-on; without it the other OIDC variables must be unset')
    if (values.OIDC_CLIENT_ID === undefined)
      missing('OIDC_CLIENT_ID', 'must be set for single sign-on: the name the provider knows this service by')
    if (values.OIDC_ROLE_MAP === undefined)
      missing('OIDC_ROLE_MAP', 'must be set for single sign-on: pristan-admins=administrator,pristan-staff=coordinator')
  })

export type LogFormat = 'readable' | 'json'
export type Seed = 'demo' | 'catalogue' | 'none'

export type Environment = {
  /** Unset: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined
  /** Absolute. */
  dataDir: string
  port: number
  host: string
  /** Without a trailing slash. */
  publicUrl: string | undefined
  /**
   * Proxies whose information about the client's address is trusted. Unset: this machine, if PUBLIC_URL shows that
   * there is a proxy.
   */
  trustedProxies: string[]
  payloadSecret: string | undefined
  /** Absolute. The record of erasures, kept apart from the database and its backups. */
  erasureLedger: string
  adminEmail: string
  adminPassword: string | undefined
  seed: Seed
  telegram: {
    botToken: string | undefined
    volunteersChatId: string | undefined
    apiRoot: string | undefined
    webhookSecret: string | undefined
    /** Used only for Telegram. */
    proxy: string | undefined
  }
  smtpUrl: string | undefined
  mailFrom: string | undefined
  backup: {
    /** Absolute. */
    dir: string
    /** Unset: kept in `dataDir`, where it is created if missing. */
    key: string | undefined
  }
  /** Requests per minute; 0 means no limit. */
  rateLimits: { key: number; user: number; address: number; anonymous: number }
  /** Text for a terminal, or one line of JSON per event. */
  logFormat: LogFormat
  /** Unset: login with e-mail and password only. */
  signOn: SignOnSettings | undefined
  /** Gives Prometheus access to the metrics and nothing else. */
  metricsToken: string | undefined
  /** Checks every returned row and not only the columns of a statement. For tests. */
  checkRows: boolean
  production: boolean
}

/** All errors in the environment, one line per variable. Never shows a value, because it may be a secret. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The environment is not right:', ...problems.map((problem) => `  ${problem}`)].join('\n'))
    this.name = 'EnvironmentError'
  }
}

type Source = Readonly<Record<string, string | undefined>>

export const parseEnvironment = (source: Source): Environment => {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  }
  const values = parsed.data
  return {
    databaseUrl: values.DATABASE_URL,
    dataDir: path.resolve(values.DATA_DIR),
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    trustedProxies: values.TRUSTED_PROXIES ?? (values.PUBLIC_URL === undefined ? [] : ['127.0.0.1', '::1']),
    payloadSecret: values.PAYLOAD_SECRET,
    erasureLedger: path.resolve(values.ERASURE_LEDGER ?? path.join(values.DATA_DIR, 'erasures.log')),
    adminEmail: values.ADMIN_EMAIL,
    adminPassword: values.ADMIN_PASSWORD,
    seed: values.SEED ?? (values.DATABASE_URL === undefined ? 'demo' : 'catalogue'),
    telegram: {
      botToken: values.TELEGRAM_BOT_TOKEN,
      volunteersChatId: values.VOLUNTEERS_CHAT_ID,
      apiRoot: values.TELEGRAM_API_ROOT,
      webhookSecret: values.TELEGRAM_WEBHOOK_SECRET,
      proxy: values.HTTPS_PROXY,
    },
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    backup: { dir: path.resolve(values.BACKUP_DIR ?? path.join(values.DATA_DIR, 'backups')), key: values.BACKUP_KEY },
    rateLimits: {
      key: values.RATE_LIMIT_KEY,
      user: values.RATE_LIMIT_USER,
      address: values.RATE_LIMIT_ADDRESS,
      anonymous: values.RATE_LIMIT_ANONYMOUS,
    },
    logFormat: values.LOG_FORMAT,
    signOn: signOnOf({
      issuer: values.OIDC_ISSUER,
      clientId: values.OIDC_CLIENT_ID,
      clientSecret: values.OIDC_CLIENT_SECRET,
      scopes: values.OIDC_SCOPES,
      groupsClaim: values.OIDC_GROUPS_CLAIM,
      roles: values.OIDC_ROLE_MAP,
      label: values.OIDC_LABEL,
    }),
    metricsToken: values.METRICS_TOKEN,
    checkRows: values.CHECK_ROWS === 'all',
    production: values.NODE_ENV === 'production',
  }
}

let cached: Environment | undefined

/** The checked environment of this process. Throws EnvironmentError. */
export const env = (): Environment => (cached ??= parseEnvironment(process.env))

/** The address of the panel. Never taken from a request, because its sender could choose any host. */
export const panelAddress = (): string => {
  const { publicUrl, port } = env()
  return publicUrl ?? `http://localhost:${port}`
}

export const isHttps = (): boolean => env().publicUrl?.startsWith('https:') === true

/** For entry points that determine a value themselves (the embedded database's address, a stored secret). */
export const setEnvironment = (values: Record<string, string>): void => {
  Object.assign(process.env, values)
  cached = undefined
}

/** The environment for a child process: this process's with changes; undefined removes a variable. */
export const childEnvironment = (changes: Record<string, string | undefined> = {}): NodeJS.ProcessEnv => {
  const result: NodeJS.ProcessEnv = { ...process.env }
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete result[name]
    else result[name] = value
  }
  return result
}

/** Whether this process was started as an npm script, so that its parent is npm's shell. */
export const isNpmScript = (): boolean => process.env.npm_lifecycle_event !== undefined
