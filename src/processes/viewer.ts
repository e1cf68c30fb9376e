import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { VIEWER } from '@/config/viewer'

const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js']

/** Puts the viewer of the API's description beside the files of the panel, to be compressed and sent like them. */
export const placeViewer = async (root: string): Promise<void> => {
  const source = path.dirname(createRequire(path.join(root, 'package.json')).resolve('swagger-ui-dist/package.json'))
  const target = path.join(root, '.next', 'static', path.basename(VIEWER))
  await fs.mkdir(target, { recursive: true })
  for (const name of FILES) await fs.copyFile(path.join(source, name), path.join(target, name))
}
