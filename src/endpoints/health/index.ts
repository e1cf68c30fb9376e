export { liveRoute } from './live'
export { readyRoute } from './ready'
