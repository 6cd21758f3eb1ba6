import { expect, it } from 'vitest'
import { faultsOf, givenOf, sourcesOf, withKept } from '../../../src/renderer/inspector/check-given'
import { passkeySummary } from '../../support/window-data'

const nothing = { challenge: '', origins: '', rpId: '', publicKey: '', signCount: '' }

it('takes empty fields for what is not known', () => {
  expect(givenOf(nothing)).toEqual({})
})

it('reads base64 with padding, several origins and a counter', () => {
  const pasted = {
    challenge: ' a+/b\n==',
    origins: 'https://a.example, https://b.example',
    rpId: ' a.example ',
    publicKey: 'pQE+',
    signCount: ' 12 ',
  }

  expect(givenOf(pasted)).toEqual({
    challenge: 'a-_b',
    origins: ['https://a.example', 'https://b.example'],
    rpId: 'a.example',
    record: { publicKey: 'pQE-', signCount: 12 },
  })
})

it.each([
  ['challenge', '?', 'The challenge is base64url, and not empty.'],
  ['origins', 'https://a.example https://b.example/', 'The origin “https://b.example/” is none: '],
  ['origins', 'a.example', 'The origin “a.example” is none: write https://a.example'],
  ['rpId', 'https://a.example', 'The RP ID is a domain, such as example.org.'],
  ['publicKey', '?', 'The public key is a COSE key or a SubjectPublicKeyInfo, in base64url.'],
  ['signCount', '-1', 'The counter is a whole number up to 4294967295.'],
] as const)('does not check with a %s such as %s, and says why', (name, text, why) => {
  const pasted = { ...nothing, [name]: text }

  expect(faultsOf(pasted)).toEqual({ [name]: expect.stringContaining(why) as string })
  expect(givenOf(pasted)).toEqual({})
})

it('takes the origin of an app, and a port', () => {
  const origins = 'android:apk-key-hash:AQID http://localhost:3000'

  expect(faultsOf({ ...nothing, origins })).toEqual({})
})

it('adds what Latchkey keeps below what was pasted, and no counter that a sign-in has changed', () => {
  const kept = passkeySummary({ signCount: 7 })
  const record = { id: 'AQID', userHandle: 'CQ', backupEligible: true }

  expect(withKept({ record: { signCount: 3 } }, kept)).toEqual({
    record: { ...record, signCount: 3 },
  })
  expect(withKept({}, kept)).toEqual({ record })
  expect(withKept({}, passkeySummary({ signCount: null }))).toEqual({
    record: { ...record, signCount: 0 },
  })
  expect(withKept({ challenge: 'AA' }, undefined)).toEqual({ challenge: 'AA' })
})

it('says of each value where it comes from', () => {
  const entry = { origin: 'https://a.example' }
  const options = { challenge: 'AQID', rpId: 'example' }
  expect(sourcesOf(nothing, { entry, options, keySince: '18:04', hasNoCounter: true })).toEqual({
    challenge: 'From the request',
    origins: 'The page’s: https://a.example',
    rpId: 'From the request: example',
    publicKey: 'From the passkey’s creation, 18:04',
    signCount: 'The kept passkey has no counter',
  })
  const unknown = {
    ...{ entry: { origin: null }, options: undefined },
    ...{ keySince: undefined, hasNoCounter: false },
  }
  expect(sourcesOf({ ...nothing, signCount: '5' }, unknown)).toEqual({
    challenge: 'Not known',
    origins: 'Not known',
    rpId: 'The host of the origin',
    publicKey: 'Not known',
    signCount: 'Pasted',
  })
})
