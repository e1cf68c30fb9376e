import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type App } from '../../helpers/app'
import { uploadsDir } from '@/config/paths'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

type Answer = {
  status: number
  body: { doc: { id: string; filename: string; mimeType: string; url: string }; errors?: { data: { code: string } }[] }
}
const send = async (content: Uint8Array, name: string, type: string): Promise<Answer> => {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(content)], { type }), name)
  const response = await fetch(`${app.url}/media`, {
    method: 'POST',
    headers: (await app.as('coordinator')).headers,
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}
const picture = (width = 40, height = 30) => sharp({ create: { width, height, channels: 3, background: '#a33' } })
/** Missing in the types of sharp. */
const withGainMap = () => (picture(640, 480) as Sharp & { withGainMap: () => Sharp }).withGainMap()
const withPlace = () =>
  picture()
    .withExif({
      IFD0: { Copyright: 'Ivanov Pyotr' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '55/1 45/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '37/1 37/1 0/1' },
    })
    .jpeg()
    .toBuffer()

describe('a photo', () => {
  test('is kept without what the phone wrote into it, under a name that says nothing', async () => {
    const original = await withPlace()
    expect(original.includes('Ivanov')).toBe(true)
    const { status, body } = await send(original, 'Иванов Пётр.jpg', 'image/jpeg')
    expect([status, body.doc.mimeType]).toEqual([201, 'image/webp'])
    expect(body.doc.filename).toMatch(/^[0-9a-f-]{36}\.webp$/)
    const stored = readFileSync(path.join(uploadsDir(), body.doc.filename))
    expect(stored.includes('Ivanov')).toBe(false)
    expect((await sharp(stored).metadata()).exif).toBeUndefined()
  })

  test('is shown to staff only, and to nobody by its address alone', async () => {
    const { body } = await send(await withPlace(), 'a.jpg', 'image/jpeg')
    const seen: Record<string, number> = {}
    for (const who of ['anonymous', 'key:read', 'key:booking', 'viewer', 'coordinator', 'administrator'] as const) {
      const response = await fetch(`${app.url}/media/file/${body.doc.filename}`, {
        headers: (await app.as(who)).headers,
      })
      await response.arrayBuffer()
      seen[who] = response.status
      if (response.ok) expect(response.headers.get('content-security-policy')).toContain('sandbox')
    }
    expect(seen).toEqual({
      anonymous: 401,
      'key:read': 403,
      'key:booking': 403,
      viewer: 403,
      coordinator: 200,
      administrator: 200,
    })
  })

  const huge = () => picture(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer()
  test.each([
    [
      'an SVG with a script',
      async () =>
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'),
      'a.svg',
      'image/svg+xml',
    ],
    [
      'an SVG that calls itself a PNG',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'),
      'a.png',
      'image/png',
    ],
    [
      'HTML that calls itself a JPEG',
      async () => Buffer.from('<!doctype html><script>alert(1)</script>'),
      'a.jpg',
      'image/jpeg',
    ],
    ['a GIF', async () => picture().gif().toBuffer(), 'a.gif', 'image/gif'],
    ['a GIF that calls itself a PNG', async () => picture().gif().toBuffer(), 'a.png', 'image/png'],
    ['an AVIF', async () => picture().avif({ effort: 0 }).toBuffer(), 'a.avif', 'image/avif'],
    ['a TIFF that calls itself a JPEG', async () => picture().tiff().toBuffer(), 'a.jpg', 'image/jpeg'],
    [
      'a file cut short',
      async () => (await picture(800, 800).jpeg().toBuffer()).subarray(0, 700),
      'a.jpg',
      'image/jpeg',
    ],
    ['nothing at all', async () => Buffer.alloc(0), 'a.jpg', 'image/jpeg'],
    ['a small file that unfolds into a huge picture', huge, 'a.png', 'image/png'],
  ])('is not %s', async (_, content, name, type) => {
    const before = readdirSync(uploadsDir()).length
    const { status, body } = await send(await content(), name, type)
    expect([status, body.errors?.[0]?.data.code]).toEqual([400, expect.stringMatching(/^(VALIDATION|MALFORMED)$/)])
    expect(readdirSync(uploadsDir()).length).toBe(before)
  })

  test.each([
    ['avif', () => picture().avif({ effort: 0 }).toBuffer()],
    ['gif', () => picture().gif().toBuffer()],
    ['tiff', () => picture().tiff().toBuffer()],
    ['svg', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>')],
  ])('never reaches what decodes %s', async (_, content) => {
    await expect(sharp(await content()).metadata()).rejects.toThrow('unsupported image format')
  })

  test.each([
    ['a JPEG', () => picture().jpeg().toBuffer()],
    ['a JPEG with a gain map, as newer phones take it', () => withGainMap().jpeg().toBuffer()],
    ['a PNG', () => picture().png().toBuffer()],
    ['a WebP', () => picture().webp().toBuffer()],
  ])('may be %s', async (_, content) => {
    const { status, body } = await send(await content(), 'a', 'image/jpeg')
    expect([status, body.doc.mimeType]).toEqual([201, 'image/webp'])
  })
})
