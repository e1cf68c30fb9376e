import type { TestProject } from 'vitest/node'
import { startProduct } from '../system/product'

declare module 'vitest' {
  interface ProvidedContext {
    url: string
    password: string
    dataDir: string
  }
}

/** One product with the demo data for all browser tests: each test makes what it changes. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const product = await startProduct({ SEED: 'demo' })
  provide('url', product.url)
  provide('password', product.password)
  provide('dataDir', product.dataDir)
  return async () => {
    const code = await product.stop()
    await product.clean()
    if (code !== 0) throw new Error(`The product ended with ${code}:\n${product.output()}`)
  }
}
