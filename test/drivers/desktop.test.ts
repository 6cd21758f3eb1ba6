/** The desktop app of the packed package, in an Electron that is installed beside it as by npm. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findElectron } from '../../scripts/electron-runtime'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { PackedProject } from '../support/packed-project'

let project: PackedProject

beforeAll(async () => {
  project = await PackedProject.install('test/drivers/node')
  const { executable, version } = await findElectron()
  const electron = join(project.folder, 'node_modules', 'electron')
  mkdirSync(electron)
  writeFileSync(join(electron, 'package.json'), JSON.stringify({ name: 'electron', version }))
  writeFileSync(join(electron, 'index.js'), `module.exports = ${JSON.stringify(executable)}\n`)
})

afterAll(removeTemporaryFolders)

it('runs its commands, without a display and without a keychain’s module', async () => {
  const data = join(temporaryFolder(), 'data')
  mkdirSync(data)
  const command = join('node_modules', 'latchkey', 'bin', 'latchkey.js')
  const { status, stdout, electrons } = await project.run(process.execPath, [
    ...[command, 'vault', 'check', '--json', '--data', data],
  ])

  expect(status).toBe(2)
  expect(JSON.parse(stdout)).toMatchObject({ folder: data, file: null })
  expect([...electrons]).toEqual(['electron'])
})
