// Runs only the global set-up of the tests. The test kills it.
import setup from '../../helpers/global-setup'

const [, , compiled, migrate] = process.argv
await setup({ config: { provide: { compiled } }, provide: () => undefined } as never, migrate)
console.log('ready')
setInterval(() => undefined, 1000)
