export { seedCatalogue } from './catalogue'
export { seedDemo } from './demo'
export { seedLarge, type LargeSize } from './large'
