import { expect, test } from 'vitest'
import { electronSources, type ElectronFacts } from '../../scripts/electron-source'

const bareMachine: ElectronFacts = {
  override: undefined,
  installed: false,
  fallbackCached: false,
  platform: 'linux',
  arch: 'x64',
  allowFallback: true,
}

test('a folder that the developer names stands above all', () => {
  const facts = { ...bareMachine, override: '/opt/electron', installed: true }
  expect(electronSources(facts)).toEqual(['override'])
})

test('an installed Electron is run as it is', () => {
  const facts = { ...bareMachine, installed: true, fallbackCached: true }
  expect(electronSources(facts)).toEqual(['installed'])
})

test('on a bare machine a download is tried before the fallback is made', () => {
  expect(electronSources(bareMachine)).toEqual(['download', 'fallback'])
})

test('a fallback that was made before is run without another try to download', () => {
  expect(electronSources({ ...bareMachine, fallbackCached: true })).toEqual(['cached-fallback'])
})

test.each([
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['linux', 'arm64'],
] as const)('%s %s has no fallback', (platform, arch) => {
  expect(electronSources({ ...bareMachine, platform, arch })).toEqual(['download'])
})

test('a release never takes the fallback, not even one that is there', () => {
  const facts = { ...bareMachine, fallbackCached: true, allowFallback: false }
  expect(electronSources(facts)).toEqual(['download'])
})
