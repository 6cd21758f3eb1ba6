import { describe, expect, it } from 'vitest'
import { checkSignal } from '../../../../src/main/webauthn/client/signal'
import type { SignalKind } from '../../../../src/shared/activity'
import { requester } from '../../../support/webauthn-options'

const wellFormed: Readonly<Record<SignalKind, Readonly<Record<string, unknown>>>> = {
  unknownCredential: { rpId: 'example.org', credentialId: 'AQID' },
  allAcceptedCredentials: {
    rpId: 'example.org',
    userId: 'CQ',
    allAcceptedCredentialIds: ['AQID', 'BA'],
  },
  currentUserDetails: { rpId: 'example.org', userId: 'CQ', name: 'ada', displayName: 'Ada' },
}
const kinds = Object.keys(wellFormed) as SignalKind[]

/** A member of each kind that holds an id. */
const ids: readonly [SignalKind, (id: string) => object][] = [
  ['unknownCredential', (id) => ({ credentialId: id })],
  ['allAcceptedCredentials', (id) => ({ userId: id })],
  ['allAcceptedCredentials', (id) => ({ allAcceptedCredentialIds: ['AQID', id] })],
  ['currentUserDetails', (id) => ({ userId: id })],
]

const check = (kind: SignalKind, fields: object = {}, page = requester()) =>
  checkSignal(page, kind, { ...wellFormed[kind], ...fields })

describe('checkSignal (§5.1.10)', () => {
  it.each(kinds)('passes on a well-formed %s, with who signalled', (kind) => {
    expect(check(kind)).toEqual({ kind, requester: requester(), options: wellFormed[kind] })
  })

  describe.each(ids)('for an id of %s', (kind, withId) => {
    it.each(['AQ==', 'A', '+/+/', 'AQ ID', '\0', '😀'])('has a TypeError for %j', (id) => {
      expect(() => check(kind, withId(id))).toThrow(expect.objectContaining({ name: 'TypeError' }))
    })

    it('lets TypeError win over SecurityError', () => {
      expect(() => check(kind, { ...withId('AQ=='), rpId: 'example.com' })).toThrow(
        expect.objectContaining({ name: 'TypeError' }),
      )
    })

    it('accepts an empty one, and one whose last character has odd bits', () => {
      expect(() => check(kind, withId(''))).not.toThrow()
      expect(() => check(kind, withId('AR'))).not.toThrow()
    })
  })

  it.each(
    kinds.flatMap((kind) =>
      Object.keys(wellFormed[kind]).map((member): [SignalKind, string] => [kind, member]),
    ),
  )('has a TypeError for a %s without %s', (kind, member) => {
    expect(() => check(kind, { [member]: undefined })).toThrow(
      expect.objectContaining({ name: 'TypeError' }),
    )
  })

  it('has a TypeError for a list of ids that is none', () => {
    expect(() => check('allAcceptedCredentials', { allAcceptedCredentialIds: 'AQID' })).toThrow(
      expect.objectContaining({ name: 'TypeError' }),
    )
  })

  it('accepts an empty list of ids', () => {
    expect(() => check('allAcceptedCredentials', { allAcceptedCredentialIds: [] })).not.toThrow()
  })

  describe.each(kinds)('for the RP ID of %s', (kind) => {
    it.each(['example.com', 'org', '', 'login.example.org', 'EXAMPLE.org', 'example.org.'])(
      'has a SecurityError for %j',
      (rpId) => {
        expect(() => check(kind, { rpId })).toThrow(
          expect.objectContaining({ name: 'SecurityError' }),
        )
      },
    )

    it('has a SecurityError where the host is an address', () => {
      const page = requester({ origin: 'http://127.0.0.1' })

      expect(() => check(kind, { rpId: '127.0.0.1' }, page)).toThrow(
        expect.objectContaining({ name: 'SecurityError' }),
      )
    })

    it('accepts a registrable suffix', () => {
      const page = requester({ origin: 'https://login.example.org' })

      expect(() => check(kind, {}, page)).not.toThrow()
    })
  })
})
