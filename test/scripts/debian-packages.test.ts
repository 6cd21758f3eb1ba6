import { expect, test } from 'vitest'
import {
  availableNames,
  installedNames,
  installLine,
  missingPackages,
  type PackageFacts,
} from '../../scripts/debian-packages'

const debian12 = ['libgtk-3-0', 'libasound2', 'libnss3', 'libgbm1', 'libsecret-1-0']
const debian13 = ['libgtk-3-0t64', 'libasound2t64', 'libnss3', 'libgbm1', 'libsecret-1-0']

/** A system that has these packages and programs and whose apt knows these names. */
function system({
  installed = [],
  available = [],
  programs = [],
}: Partial<Record<'installed' | 'available' | 'programs', readonly string[]>>): PackageFacts {
  return {
    isInstalled: (name) => installed.includes(name),
    isAvailable: (name) => available.includes(name),
    isOnPath: (name) => programs.includes(name),
  }
}

test('no package is missing where everything is installed', () => {
  expect(missingPackages(['app'], system({ installed: debian12 }))).toEqual([])
})

test('a library counts under its newer name as well', () => {
  expect(missingPackages(['app'], system({ installed: debian13 }))).toEqual([])
})

test('a missing library is asked for by the name that this apt knows', () => {
  expect(missingPackages(['app'], system({ available: debian12 })).sort()).toEqual(debian12.sort())
  expect(missingPackages(['app'], system({ available: debian13 })).sort()).toEqual(debian13.sort())
})

test('before apt has any lists the older name is asked for', () => {
  expect(missingPackages(['app'], system({}))).toContain('libgtk-3-0')
})

test('a program counts wherever it came from', () => {
  const facts = system({ programs: ['google-chrome-stable'] })
  expect(missingPackages(['browser'], facts)).toEqual([])
  expect(missingPackages(['browser'], system({}))).toEqual(['chromium'])
})

test('each command asks for what it needs and no more', () => {
  const facts = system({ installed: debian12 })
  expect(missingPackages(['app'], facts)).toEqual([])
  expect(missingPackages(['package'], facts)).toEqual(['fakeroot', 'dpkg'])
  expect(missingPackages(['app', 'desktop'], facts)).toContain('xvfb')
})

test('npm test does not ask for what only the projects of the drivers use', () => {
  const ofDrivers = missingPackages(['drivers'], system({}))
  const ofTests = missingPackages(['app', 'browser', 'desktop', 'test'], system({}))
  expect(ofDrivers).toEqual(['iproute2', 'webkit2gtk-driver'])
  expect(ofTests.filter((name) => ofDrivers.includes(name))).toEqual([])
})

test('a package that was removed and left its configuration is not installed', () => {
  const output = 'libnss3 installed\nlibgbm1 config-files\n xvfb not-installed\n'
  expect([...installedNames(output)]).toEqual(['libnss3'])
})

test('apt’s answer tells which names can be installed', () => {
  const output = `libnss3:
  Installed: 2:3.87.1-1
  Candidate: 2:3.87.1-1
  Version table:
libgtk-3-0:
  Installed: (none)
  Candidate: (none)
  Version table:
`
  expect([...availableNames(output)]).toEqual(['libnss3'])
})

test('a package that only fetches a snap cannot be installed', () => {
  const output = 'chromium:\n  Installed: (none)\n  Candidate: 2:1snap1-0ubuntu2\n'
  expect(availableNames(output).size).toBe(0)
})

test('the line to type names every package', () => {
  expect(installLine(['xvfb', 'dbus'])).toBe(
    'sudo apt-get update && sudo apt-get install -y xvfb dbus',
  )
})
