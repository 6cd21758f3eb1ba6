import { expect, test } from 'vitest'
import { isSubstitutePossible } from '../../../scripts/substitute-electron/substitute-electron'

test('the npm package is for linux-x64', () => {
  expect(isSubstitutePossible('linux', 'x64')).toBe(true)
})

test.each([
  ['darwin', 'arm64'],
  ['win32', 'x64'],
  ['linux', 'arm64'],
] as const)('%s %s has no substitute', (platform, arch) => {
  expect(isSubstitutePossible(platform, arch)).toBe(false)
})
