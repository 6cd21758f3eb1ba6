import { expect, test } from 'vitest'
import { debFileName, debianArchitecture, debianVersion } from '../../scripts/package-names'

test('a release is named as Debian names packages', () => {
  const name = debFileName({ version: '1.2.3', arch: 'x64', testRuntime: false })
  expect(name).toBe('latchkey_1.2.3_amd64.deb')
})

test('a package with another Electron than a release has says so', () => {
  const name = debFileName({ version: '1.2.3', arch: 'x64', testRuntime: true })
  expect(name).toBe('latchkey_1.2.3_amd64-testruntime.deb')
})

test('a pre-release sorts before its release', () => {
  expect(debianVersion('2.0.0-beta.1')).toBe('2.0.0~beta.1')
})

test('there is no package for an architecture without an Electron', () => {
  expect(debianArchitecture('arm64')).toBe('arm64')
  expect(() => debianArchitecture('mips')).toThrow('no Debian package for mips')
})
