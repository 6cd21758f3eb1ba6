import { expect, it } from 'vitest'
import { asTheApp } from '../../../src/renderer/support/policy-words'

it.each([
  ['spec', 'As the app: as the specification says'],
  ['google-password-manager', 'As the app: Google Password Manager'],
  ['delete', 'As the app: delete at once'],
] as const)('says of %s “%s”', (policy, text) => {
  expect(asTheApp(policy)).toBe(text)
})
