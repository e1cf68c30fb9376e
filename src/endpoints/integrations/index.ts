export { createIntegrationRoute } from './create'
export { issueKeyRoute } from './issueKey'
