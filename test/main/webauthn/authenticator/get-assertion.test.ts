import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { getAssertion } from '../../../../src/main/webauthn/authenticator/get-assertion'
import { U2F_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import type { Passkey } from '../../../../src/main/webauthn/authenticator/ports'
import {
  ada,
  bob,
  foreign,
  get,
  HASH,
  hidden,
  input,
  refusal,
  serverSide,
} from '../../../support/assertions'
import { MemoryPasskeys, passkey } from '../../../support/passkeys'
import { hex } from '../../../support/vectors'
import { base64url } from '../../../support/webauthn-options'
import {
  decline,
  fixedAt,
  meanwhile,
  nobody,
  webauthnPorts,
  type Answer,
} from '../../../support/webauthn-ports'
import { applyChanges } from '../../../support/apply-changes'

describe('getAssertion', () => {
  it('signs authenticator data and client data hash with the passkey’s key', async () => {
    const { assertion, store } = await get({}, { passkeys: [ada] })
    const { spki } = ALGORITHMS.get(-7)!.open(store.privateKey(ada.credentialId))
    const publicKey = createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' })
    const signed = Buffer.concat([assertion.authenticatorData, HASH])

    expect(verify('sha256', signed, publicKey, assertion.signature)).toBe(true)
  })

  it('carries no attested credential data (§6.1)', async () => {
    const { assertion } = await get({}, { passkeys: [ada] })

    expect(assertion.authenticatorData).toHaveLength(37)
    expect(assertion.authenticatorData[32]! & 0b1100_0000).toBe(0)
  })

  describe('offers', () => {
    it.each<[string, readonly Uint8Array[] | null, readonly Passkey[]]>([
      ['every discoverable passkey, newest first, when the page names none', null, [bob, ada]],
      ['only the named passkeys', [ada.credentialId, Uint8Array.of(99)], [ada]],
      [
        'named passkeys that are not discoverable',
        [ada.credentialId, serverSide.credentialId],
        [serverSide, ada],
      ],
      ['a passkey once when it is named twice', [bob.credentialId, bob.credentialId], [bob]],
      ['no passkey of another relying party', [foreign.credentialId, bob.credentialId], [bob]],
      ['no hidden passkey', [hidden.credentialId, bob.credentialId], [bob]],
    ])('%s', async (_what, allowCredentialIds, offered) => {
      const passkeys = [ada, bob, serverSide, foreign, hidden]
      const { asked } = await get({ allowCredentialIds }, { passkeys })

      expect(asked).toHaveLength(1)
      expect(asked[0]?.accounts.map(({ id }) => id)).toEqual(
        offered.map(({ credentialId }) => base64url(credentialId)),
      )
    })

    it.each([
      ['named', [ada.credentialId, bob.credentialId]],
      ['any', null],
    ])(
      '%s passkeys in the order of the store, independent of their times',
      async (_, allowCredentialIds) => {
        const older = { ...ada, createdAt: 9 }

        const { asked } = await get({ allowCredentialIds }, { passkeys: [older, bob] })

        expect(asked[0]?.accounts.map(({ createdAt }) => createdAt)).toEqual([2, 9])
      },
    )

    it('accounts with their names and times', async () => {
      const { asked } = await get({ requireUserVerification: true }, { passkeys: [ada] })

      expect(asked).toEqual([
        {
          accountsNow: expect.any(Function),
          kind: 'sign-in',
          rpId: 'example.org',
          rpName: '',
          userName: '',
          userDisplayName: '',
          verify: true,
          accounts: [
            {
              id: 'AQ',
              userName: 'ada@example.org',
              userDisplayName: 'Ada',
              createdAt: 1,
              lastUsedAt: null,
            },
          ],
        },
      ])
    })
  })

  describe('without a passkey to offer', () => {
    it.each<[string, readonly Passkey[], readonly Uint8Array[] | null, string]>([
      ['no passkey is kept', [foreign], null, 'no passkey for example.org is kept here'],
      ['every passkey is hidden', [hidden], null, 'every passkey for example.org is hidden'],
      [
        'no passkey is discoverable',
        [serverSide],
        null,
        'every passkey for example.org is undiscoverable, and the page named none',
      ],
      [
        'no kept passkey is named',
        [ada],
        [Uint8Array.of(9)],
        'the page named only passkeys that are not kept here',
      ],
      [
        'the only named passkey is hidden, and others are not',
        [ada, hidden],
        [hidden.credentialId],
        'every passkey that the page named is hidden',
      ],
      [
        'a named passkey is hidden, and another is not kept',
        [ada, hidden],
        [hidden.credentialId, Uint8Array.of(9)],
        'every passkey that the page named and that is kept here is hidden',
      ],
      [
        'the named passkey is for another RP ID',
        [ada, foreign],
        [foreign.credentialId],
        'the page named no passkey that is kept here for example.org, but passkeys for example.com',
      ],
      [
        'one passkey is hidden, and one not discoverable',
        [hidden, serverSide],
        null,
        'every passkey for example.org is ruled out: 1 undiscoverable, and the page named none; 1 hidden',
      ],
      ['the list is empty', [ada], [], 'the page named only passkeys that are not kept here'],
    ])(
      'shows the user a notice when %s, then rejects',
      async (_what, passkeys, allowCredentialIds, why) => {
        const { ports, asked } = webauthnPorts({ passkeys })
        const refused = getAssertion(input({ allowCredentialIds }), ports.authenticator, ports)

        await expect(refused).rejects.toMatchObject({ name: 'NotAllowedError' })
        await expect(refused).rejects.toThrow(why)
        expect(asked).toMatchObject([{ kind: 'no-passkey', accounts: [] }])
      },
    )

    it('does not answer before the user does', async () => {
      const page = new AbortController()
      let answered = false
      const refused = refusal({ signal: page.signal }, { answer: nobody }).finally(() => {
        answered = true
      })
      await new Promise(setImmediate)

      expect(answered).toBe(false)
      page.abort(new Error('gone'))
      expect((await refused).message).toBe('gone')
    })
  })

  describe('the choice of the user', () => {
    it('decides which passkey signs', async () => {
      const { assertion } = await get({}, { passkeys: [ada, bob], answer: choose('AQ') })

      expect(assertion.passkey.credentialId).toEqual(ada.credentialId)
      expect(assertion.userHandle).toEqual(ada.userHandle)
    })

    it('may be omitted for a single account', async () => {
      const { assertion } = await get({}, { passkeys: [ada], answer: choose(undefined) })

      expect(assertion.passkey.credentialId).toEqual(ada.credentialId)
    })

    it.each([
      ['it is missing for several accounts', undefined],
      ['the passkey was not offered', base64url(serverSide.credentialId)],
      ['the passkey belongs to another relying party', base64url(foreign.credentialId)],
    ])('is rejected when %s', async (_what, accountId) => {
      const passkeys = [ada, bob, serverSide, foreign]

      expect(await refusal({}, { passkeys, answer: choose(accountId) })).toMatchObject({
        name: 'NotAllowedError',
      })
    })

    it('is rejected when the passkey was deleted while the user was asked', async () => {
      const store = new MemoryPasskeys([ada])
      const answer = meanwhile(() => store.remove(ada.credentialId))

      expect(await refusal({}, { store, answer })).toMatchObject({ name: 'NotAllowedError' })
    })

    it('is rejected when the passkey was hidden while the user was asked', async () => {
      const store = new MemoryPasskeys([ada])
      const hide = [{ passkeyId: ada.credentialId, set: { hidden: { at: 1, because: '' } } }]
      const answer = meanwhile(() => void applyChanges(store, hide))

      expect(await refusal({}, { store, answer })).toMatchObject({ name: 'NotAllowedError' })
    })
  })

  it('rejects when the user declines, and records no use', async () => {
    const store = new MemoryPasskeys([ada])

    expect(await refusal({}, { store, answer: decline })).toMatchObject({
      name: 'NotAllowedError',
    })
    expect(store.writes).toBe(0)
  })

  it.each([
    [true, ada],
    [false, serverSide],
  ])('returns the user handle of a discoverable passkey only: %s', async (returned, kept) => {
    const { assertion } = await get(
      { allowCredentialIds: [kept.credentialId] },
      { passkeys: [kept] },
    )

    expect(assertion.userHandle).toEqual(returned ? kept.userHandle : null)
  })

  describe('the counter', () => {
    it('increases by one from its value at the time of the answer', async () => {
      const store = new MemoryPasskeys([{ ...ada, signCount: 5 }])
      const elsewhere = () => void store.recordUse(ada.credentialId, 0)
      const { assertion } = await get({}, { store, answer: meanwhile(elsewhere) })

      expect(hex(assertion.authenticatorData.subarray(33))).toBe('00000007')
      expect(store.list()).toMatchObject([{ signCount: 7, lastUsedAt: Date.UTC(2026, 0, 1) }])
    })

    it('wraps to 0 after the 32-bit maximum', async () => {
      const { assertion } = await get({}, { passkeys: [{ ...ada, signCount: 2 ** 32 - 1 }] })

      expect(hex(assertion.authenticatorData.subarray(33))).toBe('00000000')
    })

    it.each([null, 5])('has its fixed value when the passkey keeps %s', async (signCount) => {
      const { assertion } = await get(
        {},
        { passkeys: [{ ...ada, signCount }], authenticator: { counter: fixedAt(3) } },
      )

      expect(hex(assertion.authenticatorData.subarray(33))).toBe('00000003')
    })

    it('stays 0 when the passkey keeps no counter', async () => {
      const { assertion, store } = await get({}, { passkeys: [ada] })

      expect(hex(assertion.authenticatorData.subarray(33))).toBe('00000000')
      expect(store.list()).toMatchObject([{ signCount: null, lastUsedAt: Date.UTC(2026, 0, 1) }])
    })

    it('rejects the assertion when it cannot be written', async () => {
      const store = new MemoryPasskeys([{ ...ada, signCount: 5 }])
      store.fault = new Error('EIO')

      expect(await refusal({}, { store })).toMatchObject({
        name: 'UnknownError',
        cause: store.fault,
      })
      expect(store.list()).toMatchObject([{ signCount: 5 }])
    })
  })

  it.each<[boolean, boolean]>([
    [false, false],
    [true, false],
    [true, true],
  ])('states the passkey’s own backup flags, BE %s and BS %s', async (BE, BS) => {
    const kept = { ...ada, backupEligible: BE, backedUp: BS }
    const { assertion } = await get({}, { passkeys: [kept] })

    expect(assertion.authenticatorData[32]! & 0b11000).toBe((BE ? 8 : 0) | (BS ? 16 : 0))
  })

  it('gives the reason when no kept passkey could be on this authenticator', async () => {
    const { message } = await refusal({}, { passkeys: [ada], authenticator: U2F_KEY })

    expect(message).toBe(
      'every passkey for example.org is one that this authenticator, U2F security key, cannot hold',
    )
  })

  it('answers UnknownError for a passkey with an unknown algorithm', async () => {
    const old = passkey({ algorithm: -65535 })

    expect(await refusal({}, { passkeys: [old] })).toMatchObject({ name: 'UnknownError' })
  })
})

function choose(accountId: string | undefined): Answer {
  return () => ({ given: true, answeredBy: 'person', ...(accountId && { accountId }) })
}
