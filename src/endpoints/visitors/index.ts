export { createVisitorRoute } from './create'
export { distinctRoute } from './distinct'
export { profileRoute } from './profile'
export { searchVisitorsRoute } from './search'
