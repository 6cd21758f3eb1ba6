import { expect, it } from 'vitest'
import { namesOfSome } from '../../../src/main/commands/names-of-some'

const one = (userDisplayName: string, userName = '') => ({
  ...{ userName, userDisplayName, rpId: 'example.org' },
})

it('names a passkey by what people call it', () => {
  expect(namesOfSome([one('Ada', 'ada@example.org')])).toBe('the passkey (Ada at example.org)')
  expect(namesOfSome([one('', 'ada')])).toBe('the passkey (ada at example.org)')
  expect(namesOfSome([one('')])).toBe('the passkey (without a name at example.org)')
})

it('names the first five, and counts the others', () => {
  expect(namesOfSome(Array.from({ length: 7 }, (_, i) => one(`P${i}`)))).toBe(
    '7 passkeys (P0 at example.org, P1 at example.org, P2 at example.org, P3 at example.org, P4 at example.org, and 2 more)',
  )
})

it('cuts a long name', () => {
  expect(namesOfSome([one('x'.repeat(10_000))])).toContain(`${'x'.repeat(100)}… at`)
})
