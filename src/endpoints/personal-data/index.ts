export { withdrawConsentRoute } from './consent'
export { eraseVisitorRoute } from './erase'
export { exportPersonRoute } from './export'
export { changeRetentionRoute, retentionRoute } from './retention'
