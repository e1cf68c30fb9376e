export { seedCatalogue } from './catalogue'
export { seedDemo } from './demo'
export { seedLarge } from './large'
