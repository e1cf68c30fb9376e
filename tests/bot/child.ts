// The bot as a process of its own, `src/processes/bot.ts`, with a clock that the test can put forward.
import { setClockForTests } from '@/config/clock'

let ahead = Number(process.argv[2] ?? 0)
setClockForTests(() => new Date(Date.now() + ahead))
process.on('message', (message: { ahead: number }) => (ahead = message.ahead))
process.channel?.unref()
await import('@/processes/bot')
