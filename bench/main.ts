import { availabilityPart } from './parts/availability'
import { bookingPart } from './parts/booking'
import { botPart } from './parts/bot'
import { exportsPart } from './parts/exports'
import { httpPart } from './parts/http'
import { listsPart } from './parts/lists'
import { memoryPart } from './parts/memory'
import { pagesPart } from './parts/pages'
import { searchPart } from './parts/search'
import { type Line, print, reached } from './report'
import { openWorld, type World } from './world'

/** npm run bench [-- part…] [--small] [--visitors=NUMBER] [--keep=FOLDER] */
const PARTS: Record<string, (world: World) => Promise<Line[]>> = {
  booking: bookingPart,
  http: httpPart,
  availability: availabilityPart,
  search: searchPart,
  lists: listsPart,
  memory: memoryPart,
  exports: exportsPart,
  bot: botPart,
  pages: pagesPart,
}

const args = process.argv.slice(2)
const valueOf = (name: string): string | undefined =>
  args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3)
const chosen = args.filter((arg) => !arg.startsWith('--'))
const unknown = chosen.filter((name) => !Object.hasOwn(PARTS, name))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: choose from ${Object.keys(PARTS).join(', ')}.`)
  process.exit(1)
}

const world = await openWorld({
  small: args.includes('--small'),
  visitors: valueOf('visitors'),
  keep: valueOf('keep'),
})
const missed: string[] = []
try {
  for (const [name, part] of Object.entries(PARTS).filter(([name]) => chosen.length === 0 || chosen.includes(name))) {
    const lines = await part(world)
    print(name, lines)
    missed.push(...lines.filter((line) => reached(line) === false).map(({ what }) => what))
  }
} finally {
  await world.close()
}
console.log(missed.length === 0 ? '\nEvery target is reached.' : `\nMissed: ${missed.join('; ')}`)
process.exit(missed.length === 0 ? 0 : 1)
