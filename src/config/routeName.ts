/**
 * The part of the product that an address belongs to, without anything personal: queries contain names, paths contain
 * ids.
 */
export const routeName = (url: string): string => {
  const path = url.split('?', 1)[0] ?? ''
  if (path.startsWith('/_next/') || /^\/[\w-]+\.(?:ico|svg|png|txt)$/.test(path)) return 'asset'
  const [, , kind, slug = ''] = path.split('/')
  if (path === '/admin' || path.startsWith('/admin/'))
    return kind === 'collections' && /^[a-z-]{1,30}$/.test(slug) ? `panel /admin/collections/${slug}` : 'panel /admin'
  return path.startsWith('/api/') ? 'unknown /api' : 'unknown'
}
