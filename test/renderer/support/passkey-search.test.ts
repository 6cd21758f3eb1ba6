import { expect, it } from 'vitest'
import { idHit, PasskeySearch, rpIdSearch } from '../../../src/renderer/support/passkey-search'
import type { PasskeySummary } from '../../../src/shared/passkey'
import { passkeySummary } from '../../support/window-data'

/** Credential id de ad be ef 01 02, user handle “user-42”. */
const passkey = passkeySummary({
  id: '3q2-7wEC',
  userHandle: 'dXNlci00Mg',
  origin: 'https://login.example.org:8443',
})

it.each([
  ['3q2-', 'Credential id', 'base64url', '3q2-7wEC', 4],
  ['3q2-7wEC', 'Credential id', 'base64url', '3q2-7wEC', 8],
  ['deadbeef', 'Credential id', 'hex', 'deadbeef0102', 8],
  ['DEADBEEF0', 'Credential id', 'hex', 'deadbeef0102', 9],
  ['0xdead', 'Credential id', 'hex', 'deadbeef0102', 4],
  ['user-4', 'User handle', 'text', 'user-42', 6],
  ['dXNlci', 'User handle', 'base64url', 'dXNlci00Mg', 6],
  ['75736572', 'User handle', 'hex', '757365722d3432', 8],
] as const)(
  'finds a passkey by the beginning “%s” of an id',
  (search, field, form, text, length) => {
    expect(new PasskeySearch(search).matches(passkey)).toBe(true)
    expect(idHit(passkey, search)).toEqual({ field, form, text, length })
  },
)

it.each(['q2-7wEC', 'adbeef', 'deadbeee', 'deadbeef0103', 'ser-42', 'user-43'])(
  'does not find it by “%s”',
  (search) => {
    expect(new PasskeySearch(search).matches(passkey)).toBe(false)
  },
)

it('takes no shorter beginning: it would be that of many ids', () => {
  expect(new PasskeySearch('3q2').matches(passkey)).toBe(false)
})

it('finds a passkey by its origin, and by a name and an id together', () => {
  expect(new PasskeySearch('login.example.org:8443').matches(passkey)).toBe(true)
  expect(new PasskeySearch('ada deadbeef').matches(passkey)).toBe(true)
  expect(new PasskeySearch('grace deadbeef').matches(passkey)).toBe(false)
})

it('names no id if a name has the word', () => {
  expect(idHit(passkey, 'lovelace')).toBeUndefined()
})

it('finds the passkeys of one relying party, and no others', () => {
  const search = rpIdSearch(['zoo.test'])
  const of = (fields: Partial<PasskeySummary>) =>
    new PasskeySearch(search).matches(passkeySummary(fields))

  expect(of({ rpId: 'zoo.test' })).toBe(true)
  expect(of({ rpId: 'my.zoo.test' })).toBe(false)
  expect(of({ rpId: 'a.test', userName: 'rpid:zoo.test' })).toBe(false)
})

it.each([
  ['rpid:a.test rpid:b.test', 'b.test', true],
  ['RPID:A.test', 'a.test', true],
  ['rpid:a.test ada', 'a.test', true],
  ['rpid:a.test grace', 'a.test', false],
])('takes %s for the RP ID %s: %s', (search, rpId, isFound) => {
  const ada = passkeySummary({ rpId, userName: 'ada', userDisplayName: 'Ada' })

  expect(new PasskeySearch(search).matches(ada)).toBe(isFound)
})

it.each([
  ['rpid:a.test', 'rpid:a.test x', true],
  ['rpid:a.test', 'x', false],
  ['rpid:a.test rpid:b.test', 'rpid:a.test', true],
  ['rpid:a.test', 'rpid:a.test rpid:b.test', false],
  ['rpid:a.tes', 'rpid:a.test', false],
])('knows whether, after %s, %s finds no more: %s', (before, after, narrows) => {
  const later = new PasskeySearch(after)

  expect(later.narrows(new PasskeySearch(before))).toBe(narrows)
})
