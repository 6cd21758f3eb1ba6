/**
 * `npm run package`: makes the package that users install, in dist/. With `-- --release`, it uses only the Electron
 * that package.json names.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build as buildPackage, Platform } from 'electron-builder'
import { build } from './build'
import { bundledPackages, licenseDocument } from './bundled-licenses'
import { makeDebianPackage } from './debian-package'
import {
  describeElectron,
  findElectron,
  findReleaseElectron,
  type ElectronRuntime,
} from './electron-runtime'
import { packageIn } from './license-plugin'
import { inProject, projectFolder } from './project-paths'
import { runScript } from './run-script'
import { ensureSystemPackages } from './system-packages'

/**
 * Builds the app, packs it with Electron, and makes the .deb.
 *
 * @returns the path of the .deb
 * @throws when `release` is true and its Electron cannot be found or fetched
 */
export async function makePackage({ release = false } = {}): Promise<string> {
  if (process.platform !== 'linux') {
    throw new Error('Here run `npm run build`, then `npx electron-builder`.')
  }
  await ensureSystemPackages(['package'])
  const electron = await (release ? findReleaseElectron() : findElectron())
  console.log(describeElectron(electron))
  await build(async () => electron)
  writeLicenses()
  const unpacked = await packApp(electron)
  const file = await makeDebianPackage({
    from: unpacked,
    to: inProject('dist'),
    version: versionOfApp(),
    arch: process.arch,
    testRuntime: electron.isTestRuntime,
  })
  const megabytes = Math.round(statSync(file).size / 1_000_000)
  console.log(`${relative(projectFolder, file)} (${megabytes} MB)`)
  return file
}

/** @returns the folder with the packed app */
async function packApp({ folder, version, notForPackages }: ElectronRuntime): Promise<string> {
  const unpacked = inProject('dist', 'linux-unpacked')
  rmSync(unpacked, { recursive: true, force: true })
  await buildPackage({
    projectDir: projectFolder,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: { extends: 'electron-builder.yml', electronDist: folder, electronVersion: version },
  })
  // electron-builder does not remove the default app when Electron is given by its folder.
  for (const file of ['resources/default_app.asar', ...notForPackages])
    rmSync(join(unpacked, file), { force: true })
  return unpacked
}

/** Writes the licences to the path that electron-builder.yml names. */
function writeLicenses(): void {
  const file = inProject('.cache', 'THIRD-PARTY-LICENSES.txt')
  mkdirSync(dirname(file), { recursive: true })
  const keytar = packageIn(inProject('node_modules', 'keytar'))
  const note = 'For Electron and Chromium see LICENSE.electron.txt and LICENSES.chromium.html.'
  writeFileSync(file, licenseDocument([...bundledPackages(), keytar], note))
}

function versionOfApp(): string {
  const file = inProject('package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    const { values } = parseArgs({ options: { release: { type: 'boolean' } } })
    await makePackage(values)
    return 0
  })
}
