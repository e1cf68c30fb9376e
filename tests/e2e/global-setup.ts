import type { TestProject } from 'vitest/node'
import { installBrowser } from '../system/browser'
import { startDemo, type Product } from '../system/product'

declare module 'vitest' {
  interface ProvidedContext {
    /** One per worker. */
    products: Pick<Product, 'url' | 'password' | 'dataDir'>[]
  }
}

const stop = async (products: readonly Product[]): Promise<void> => {
  for (const product of products) {
    const code = await product.stop()
    await product.clean()
    if (code !== 0) throw new Error(`The product ended with ${code}:\n${product.output()}`)
  }
}

/** Starts products with demo data for all browser tests, so that no two files change the same one at once. */
export default async ({ provide, config }: TestProject): Promise<() => Promise<void>> => {
  installBrowser()
  const products: Product[] = []
  try {
    for (let worker = 0; worker < config.maxWorkers; worker += 1)
      products.push(await startDemo(config.provide.compiled ?? ''))
  } catch (error) {
    await stop(products)
    throw error
  }
  provide(
    'products',
    products.map(({ url, password, dataDir }) => ({ url, password, dataDir })),
  )
  return () => stop(products)
}
