import { main } from './main'
import { supervise } from './supervisor'

await main(() => supervise({ role: 'npm start', dev: false }))
