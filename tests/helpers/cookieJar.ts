/** Follows redirects and keeps cookies like a browser, but step by step, so that a test can check in between. */
export class CookieJar {
  private readonly cookies = new Map<string, Map<string, string>>()

  of(url: string): Map<string, string> {
    const { host } = new URL(url)
    const known = this.cookies.get(host) ?? new Map<string, string>()
    this.cookies.set(host, known)
    return known
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const own = this.of(url)
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { 'accept-language': 'ru', ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/; */)
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      const expires = attributes.map((one) => /^expires=(.*)$/i.exec(one)?.[1]).find(Boolean)
      if (value === '' || (expires !== undefined && new Date(expires) < new Date())) own.delete(name)
      else own.set(name, value)
    }
    return response
  }
}
