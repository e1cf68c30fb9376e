import path from 'node:path'
import { rmSync } from 'node:fs'
import { test } from 'vitest'
import {
  bringKeptAnswers,
  CAN_READ_FOLDER,
  expectAnswers,
  expectRows,
  fixtureOf,
  unpackDataFolder,
  versions,
} from './fixtures'
import { askerOf, openPlace } from './place'

if (!CAN_READ_FOLDER)
  console.log('Data folders of older versions were recorded on linux-x64: not tried on this machine')

test.skipIf(!CAN_READ_FOLDER).each(versions)(
  'a data folder of %s is taken over: the same rows, the same answers',
  async (version) => {
    const fixture = fixtureOf(version)
    const dataDir = unpackDataFolder(version)
    const place = await openPlace(dataDir, new Date(fixture.at))
    try {
      await expectRows(place.url, fixture)
      await bringKeptAnswers(place.url)
      await expectAnswers(askerOf(place.origin, fixture.doors), fixture.answers)
    } finally {
      await place.close()
      rmSync(path.dirname(dataDir), { recursive: true, force: true })
    }
  },
)
