import path from 'node:path'
import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startProduct } from '../system/product'
import { CAN_READ_FOLDER, expectAnswers, fixtureOf, unpackDataFolder, versions } from './fixtures'
import { askerOf } from './place'

test.skipIf(!CAN_READ_FOLDER).each(versions)(
  'npm start on a data folder of %s: the old password and the old key still open it',
  async (version) => {
    const fixture = fixtureOf(version)
    const dataDir = unpackDataFolder(version)
    const product = await startProduct({ DATA_DIR: dataDir, SEED: 'none' }, fixture.doors.admin.password)
    try {
      await expectAnswers(
        askerOf(product.url, fixture.doors),
        fixture.answers.filter(({ always }) => always),
      )
      expect(product.output()).not.toMatch(/ERROR|erased again/)
    } finally {
      await product.stop()
      rmSync(path.dirname(dataDir), { recursive: true, force: true })
    }
  },
)
