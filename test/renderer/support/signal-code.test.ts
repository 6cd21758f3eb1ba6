import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { signalCode } from '../../../src/renderer/support/signal-code'
import { passkeySummary } from '../../support/window-data'

const passkey = passkeySummary()

it('writes a call that sends the names', () => {
  const signal = { kind: 'currentUserDetails', name: 'ada', displayName: 'Ada' } as const

  expect(signalCode(signal, passkey)).toBe(`await PublicKeyCredential.signalCurrentUserDetails({
  rpId: "example.org",
  userId: "CQ",
  name: "ada",
  displayName: "Ada",
})`)
})

it('writes a call that lists passkeys, and one that lists none', () => {
  const listing = (ids: string[]) =>
    signalCode({ kind: 'allAcceptedCredentials', allAcceptedCredentialIds: ids }, passkey)

  expect(listing(['AQID', 'BAUG'])).toContain(
    '  allAcceptedCredentialIds: [\n    "AQID",\n    "BAUG",\n  ],\n',
  )
  expect(listing([])).toContain('  userId: "CQ",\n  allAcceptedCredentialIds: [],\n')
})

it('writes a call that does not know the passkey', () => {
  expect(signalCode({ kind: 'unknownCredential' }, passkey)).toBe(
    `await PublicKeyCredential.signalUnknownCredential({
  rpId: "example.org",
  credentialId: "AQID",
})`,
  )
})

it('sends exactly the names that were typed, whatever they hold, and nothing else', () => {
  const name = '"});alert(1)//\\ ${x} `\n\0\u2028\u202eגד\ud83d 👩‍👧'
  const code = signalCode({ kind: 'currentUserDetails', name, displayName: '' }, passkey)
  const sent: unknown[] = []

  const PublicKeyCredential = {
    signalCurrentUserDetails: (options: object) => sent.push({ ...options }),
  }
  runInNewContext(code.replace('await ', ''), { PublicKeyCredential })

  expect(sent).toEqual([{ rpId: 'example.org', userId: 'CQ', name, displayName: '' }])
})

it('escapes what cannot be seen, so that the code reads as it runs', () => {
  const signal = { kind: 'currentUserDetails', name: 'a\u202eb\0', displayName: '\u200b' } as const

  expect(signalCode(signal, passkey)).toContain('name: "a\\u202eb\\u0000"')
  expect(signalCode(signal, passkey)).toContain('displayName: "\\u200b"')
})
