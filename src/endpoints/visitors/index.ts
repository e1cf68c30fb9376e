export { createVisitorRoute } from './create'
export { profileRoute } from './profile'
export { searchVisitorsRoute } from './search'
