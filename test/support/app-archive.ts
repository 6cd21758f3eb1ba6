/** The app in one archive, as in the package. The files that a separate process loads are then not in a folder. */
import { cpSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createPackageWithOptions } from '@electron/asar'
import { inProject } from '../../scripts/project-paths'

/** The files that electron-builder.yml packs. */
const PARTS = ['main', 'preload', 'renderer', 'page', 'demo', 'icons'].map((part) => `out/${part}`)

/** Packs the built app. @returns the path of the archive, which Electron starts. */
export async function appArchive(folder: string): Promise<string> {
  const staged = join(folder, 'app')
  for (const part of [...PARTS, 'package.json', 'node_modules/keytar']) {
    mkdirSync(dirname(join(staged, part)), { recursive: true })
    cpSync(inProject(part), join(staged, part), { recursive: true })
  }
  const archive = join(folder, 'app.asar')
  await createPackageWithOptions(staged, archive, { unpack: '*.node' })
  return archive
}
