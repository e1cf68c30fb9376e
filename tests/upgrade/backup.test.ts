import path from 'node:path'
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runToEnd } from '../system/processes'
import { backupOf, bringKeptAnswers, expectAnswers, expectRows, fixtureOf, temporaryFolder, versions } from './fixtures'
import { askerOf, openPlace } from './place'

test.each(versions)(
  'a backup made by %s is restored and brought to the shape of this version: the same rows, the same answers',
  async (version) => {
    const fixture = fixtureOf(version)
    const folder = temporaryFolder()
    const dataDir = path.join(folder, 'data')
    const { code, output } = await runToEnd(
      'restore',
      { DATA_DIR: dataDir, BACKUP_KEY: fixture.backupKey },
      backupOf(version),
    )
    expect([code, output]).toEqual([0, expect.stringContaining('compared one by one')])
    const place = await openPlace(dataDir, new Date(fixture.at))
    try {
      await expectRows(place.url, fixture)
      await bringKeptAnswers(place.url)
      await expectAnswers(askerOf(place.origin, fixture.doors), fixture.answers)
    } finally {
      await place.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
