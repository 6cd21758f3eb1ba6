import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { packNpmPackage } from '../../../scripts/npm-package/pack'
import { packageFaults } from '../../../scripts/npm-package/package-faults'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

const MANIFEST = {
  name: 'small',
  version: '1.0.0',
  description: 'A small package',
  keywords: ['small'],
  license: 'MIT',
  author: 'Its author',
  engines: { node: '>=20.19' },
  bin: { small: 'bin/small.js' },
  exports: { '.': { types: './client/index.d.ts', default: './client/index.js' } },
  peerDependencies: { '@playwright/test': '>=1.45' },
}

let folder: string

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

beforeEach(() => {
  folder = temporaryFolder()
  write('package.json', JSON.stringify(MANIFEST))
  write('README.md', 'See the [licence](LICENSE).')
  write('LICENSE', 'MIT')
  write('THIRD-PARTY-LICENSES.txt', 'ws')
  write('bin/small.js', "#!/usr/bin/env node\nimport 'node:fs'\n")
  write('client/index.js', "import './part.js'\nnew URL('../page/page.js', import.meta.url)\n")
  write('client/index.d.ts', "import type { Test } from '@playwright/test'\nimport './part.js'\n")
  write('client/part.js', '')
  write('client/part.d.ts', '')
  write('page/page.js', '')
  write('desktop/package.json', JSON.stringify({ main: 'out/index.js' }))
  write('desktop/out/index.js', "import 'electron'\n")
})

afterEach(removeTemporaryFolders)

it('a complete package has no fault', () => {
  expect(packageFaults(folder)).toEqual([])
})

it.each([
  ['README.md', 'every package needs it'],
  ['LICENSE', 'every package needs it'],
  ['THIRD-PARTY-LICENSES.txt', 'every package needs it'],
  ['bin/small.js', 'package.json names it'],
  ['./client/index.js', 'package.json names it'],
  ['./client/index.d.ts', 'package.json names it'],
])('%s must be there', (file, why) => {
  rmSync(join(folder, file))

  expect(packageFaults(folder)).toContain(`${file} is missing: ${why}.`)
})

it.each([
  ['client/part.js', 'client/index.js needs ./part.js'],
  ['client/part.d.ts', 'client/index.d.ts needs ./part.js'],
  ['page/page.js', 'client/index.js needs ../page/page.js'],
])('what a module imports or reads must be there: %s', (file, what) => {
  rmSync(join(folder, file))

  expect(packageFaults(folder)).toEqual([`${what}, which is not in the package.`])
})

it.each([
  ['client/part.js', "import 'ws'", 'ws'],
  ['client/part.d.ts', "export * from 'valibot'", 'valibot'],
  ['client/part.d.ts', "export type A = import('valibot').A", 'valibot'],
  ['client/part.d.ts', '/// <reference path="../../other.d.ts" />', '../../other.d.ts'],
  ['client/part.js', "await import('electron')", 'electron'],
])('a module imports no other package, and nothing outside: %s with %s', (file, text, name) => {
  write(file, text)

  expect(packageFaults(folder)).toEqual([`${file} needs ${name}, which is not in the package.`])
})

it('its command must be one that a shell can start', () => {
  write('bin/small.js', 'import "node:fs"')

  expect(packageFaults(folder)).toEqual(['bin/small.js does not begin with #!/usr/bin/env node.'])
})

it('the desktop app must be whole', () => {
  rmSync(join(folder, 'desktop/out/index.js'))

  expect(packageFaults(folder)).toEqual(['out/index.js is missing: desktop/package.json names it.'])
})

it('has no code that V8 made: the user’s Electron is another one', () => {
  write('desktop/out/index.js.x64-13.0.cache', '')

  expect(packageFaults(folder)).toEqual([
    'desktop/out/index.js.x64-13.0.cache is for one Electron alone.',
  ])
})

it('its package.json has what others need to find and use it, and no dependencies', () => {
  const { license: _, ...rest } = MANIFEST
  write('package.json', JSON.stringify({ ...rest, dependencies: {} }))

  expect(packageFaults(folder)).toEqual([
    'package.json has no license.',
    'package.json has dependencies.',
  ])
})

it('its README links to what is there', () => {
  write('README.md', '[docs](docs/here.md#part) and [a site](https://example.org)')

  expect(packageFaults(folder)).toEqual([
    'README.md links to docs/here.md, which is not in the package.',
  ])
})

it('an incomplete package is not packed', async () => {
  rmSync(join(folder, 'client/part.js'))

  await expect(packNpmPackage(folder, join(folder, 'to'))).rejects.toThrow(
    'The npm package is incomplete:\nclient/index.js needs ./part.js',
  )
})

it('a package is not packed when npm leaves a file out', async () => {
  write('client/old.orig', '')

  await expect(packNpmPackage(folder, join(temporaryFolder(), 'to'))).rejects.toThrow(
    'npm pack leaves files out: client/old.orig',
  )
})

it('its messages and comments name documents that are there', () => {
  write('docs/here.md', '')
  write('bin/small.js', "#!/usr/bin/env node\nconsole.log('See docs/here.md and docs/gone.md.')\n")

  expect(packageFaults(folder)).toEqual([
    'bin/small.js names docs/gone.md, which is not in the package.',
  ])
})
