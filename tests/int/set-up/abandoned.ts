// The set-up of a run of tests and nothing else: made to be killed.
import setup from '../../helpers/global-setup'

const [, , compiled, migrate] = process.argv
await setup({ config: { provide: { compiled } }, provide: () => undefined } as never, migrate)
console.log('ready')
setInterval(() => undefined, 1000)
