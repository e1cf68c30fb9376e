import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { handbookPage, PAGES } from '@/exports/handbook'

type Context = { params: Promise<{ page?: string[] }> }

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The handbook in Russian, as it stands in docs/ru. It holds nothing about people, so it is open to everybody. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const { page = [] } = await params
  const [first = 'README', second] = page
  if (first === 'images' && second !== undefined && page.length === 2) return picture(second)
  const name = PAGES.find((one) => one === first)
  if (name === undefined || page.length > 1) return new Response(null, { status: 404 })
  const markdown = await readFile(path.join(process.cwd(), 'docs', 'ru', `${name}.md`), 'utf8')
  return new Response(handbookPage(name, markdown), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
  })
}

const picture = async (name: string): Promise<Response> => {
  if (!/^[a-z-]+\.png$/.test(name)) return new Response(null, { status: 404 })
  const bytes = await readFile(path.join(process.cwd(), 'docs', 'images', name)).catch(() => null)
  if (bytes === null) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600' },
  })
}
