import { describe, expect, it } from 'vitest'
import { checkSignal } from '../../../../src/main/webauthn/client/signal'
import type { RelatedOriginsSource } from '../../../../src/main/webauthn/client/ports'
import type { SignalKind } from '../../../../src/shared/activity'
import {
  relatedOriginsDocument,
  ServingAll,
  servingNothing,
} from '../../../support/related-origins'
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

const RECEIVED: Readonly<Record<SignalKind, object>> = {
  unknownCredential: { credentialId: Uint8Array.of(1, 2, 3) },
  allAcceptedCredentials: {
    userHandle: Uint8Array.of(9),
    allAcceptedCredentialIds: [Uint8Array.of(1, 2, 3), Uint8Array.of(4)],
  },
  currentUserDetails: { userHandle: Uint8Array.of(9), name: 'ada', displayName: 'Ada' },
}

/** A member of each kind that holds an id. */
const ids: readonly [SignalKind, (id: string) => object][] = [
  ['unknownCredential', (id) => ({ credentialId: id })],
  ['allAcceptedCredentials', (id) => ({ userId: id })],
  ['allAcceptedCredentials', (id) => ({ allAcceptedCredentialIds: ['AQID', id] })],
  ['currentUserDetails', (id) => ({ userId: id })],
]

const check = (
  kind: SignalKind,
  fields: object = {},
  page = requester(),
  web: RelatedOriginsSource = servingNothing,
) =>
  checkSignal(
    page,
    kind,
    { ...wellFormed[kind], ...fields },
    { relatedOrigins: web, signal: new AbortController().signal },
  )

describe('checkSignal (§5.1.10)', () => {
  it.each(kinds)('returns a well-formed %s with its requester', async (kind) => {
    expect(await check(kind)).toEqual({
      kind,
      requester: requester(),
      rpId: 'example.org',
      ...RECEIVED[kind],
    })
  })

  describe.each(ids)('for an id of %s', (kind, withId) => {
    it.each(['AQ==', 'A', '+/+/', 'AQ ID', '\0', '😀'])(
      'rejects %j with a TypeError',
      async (id) => {
        await expect(check(kind, withId(id))).rejects.toMatchObject({ name: 'TypeError' })
      },
    )

    it('prefers TypeError to SecurityError', async () => {
      await expect(check(kind, { ...withId('AQ=='), rpId: 'example.com' })).rejects.toMatchObject({
        name: 'TypeError',
      })
    })

    it('accepts an empty id, and an id with unused bits set in its last character', async () => {
      await expect(check(kind, withId(''))).resolves.toBeDefined()
      await expect(check(kind, withId('AR'))).resolves.toBeDefined()
    })
  })

  it.each(
    kinds.flatMap((kind) =>
      Object.keys(wellFormed[kind]).map((member): [SignalKind, string] => [kind, member]),
    ),
  )('rejects a %s without %s with a TypeError', async (kind, member) => {
    await expect(check(kind, { [member]: undefined })).rejects.toMatchObject({ name: 'TypeError' })
  })

  it('rejects a text instead of a list of ids with a TypeError', async () => {
    await expect(
      check('allAcceptedCredentials', { allAcceptedCredentialIds: 'AQID' }),
    ).rejects.toMatchObject({ name: 'TypeError' })
  })

  it('accepts an empty list of ids', async () => {
    await expect(
      check('allAcceptedCredentials', { allAcceptedCredentialIds: [] }),
    ).resolves.toBeDefined()
  })

  describe.each(kinds)('for the RP ID of %s', (kind) => {
    it.each(['example.com', 'org', '', 'login.example.org', 'EXAMPLE.org', 'example.org.'])(
      'rejects %j with a SecurityError',
      async (rpId) => {
        await expect(check(kind, { rpId })).rejects.toMatchObject({ name: 'SecurityError' })
      },
    )

    it('rejects a page whose host is an IP address with a SecurityError', async () => {
      const page = requester({ origin: 'http://127.0.0.1' })

      await expect(check(kind, { rpId: '127.0.0.1' }, page)).rejects.toMatchObject({
        name: 'SecurityError',
      })
    })

    it('accepts an RP ID that lists the page’s origin as related', async () => {
      const web = new ServingAll(relatedOriginsDocument(['https://example.org']))

      await expect(check(kind, { rpId: 'example.com' }, requester(), web)).resolves.toMatchObject({
        rpId: 'example.com',
      })
    })

    it('accepts a registrable suffix', async () => {
      const page = requester({ origin: 'https://login.example.org' })

      await expect(check(kind, {}, page)).resolves.toBeDefined()
    })
  })
})
