import { expect, it } from 'vitest'
import { idHit, PasskeySearch } from '../../../src/renderer/support/passkey-search'
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

it('names no id where a name has the word', () => {
  expect(idHit(passkey, 'lovelace')).toBeUndefined()
})
