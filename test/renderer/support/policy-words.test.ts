import { expect, it } from 'vitest'
import { defaultPolicyLabel } from '../../../src/renderer/support/policy-words'

it.each([
  ['spec', 'Default (Specification)'],
  ['google-password-manager', 'Default (Google Password Manager)'],
  ['delete', 'Default (Delete)'],
] as const)('says of %s “%s”', (policy, text) => {
  expect(defaultPolicyLabel(policy)).toBe(text)
})
