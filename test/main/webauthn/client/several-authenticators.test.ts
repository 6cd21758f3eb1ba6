import { describe, expect, it } from 'vitest'
import { CTAP2_KEY, U2F_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import type { AuthenticatorQuestion } from '../../../../src/main/webauthn/authenticator/ports'
import { passkey } from '../../../support/passkeys'
import { clientWith, errorOf, stateOf, type Plugged } from '../../../support/plugged-authenticators'
import { relatedOriginsDocument, ServingAll } from '../../../support/related-origins'
import {
  assertionRequest,
  base64url,
  creation,
  descriptor,
  requester,
} from '../../../support/webauthn-options'
import { approve, decline, nobody, type Answer } from '../../../support/webauthn-ports'

const world = (plugged: readonly Plugged[], answer: Answer = approve) =>
  clientWith(plugged, { answer })

const older = passkey({ credentialId: Uint8Array.of(1), createdAt: 1 })
const newer = passkey({
  credentialId: Uint8Array.of(2),
  userHandle: Uint8Array.of(8),
  createdAt: 2,
})
const choose =
  (id: Uint8Array): Answer =>
  () => ({ given: true, accountId: base64url(id), answeredBy: 'script' })

describe('get() with several authenticators', () => {
  it('asks once, with the accounts of all authenticators, newest first', async () => {
    const { client, asked } = world(
      [{ passkeys: [older] }, { passkeys: [newer] }],
      choose(older.credentialId),
    )
    const { id } = await client.get(assertionRequest())

    expect(id).toBe(base64url(older.credentialId))
    expect(asked.map(({ kind, accounts }) => [kind, accounts.map((one) => one.id)])).toEqual([
      ['sign-in', ['Ag', 'AQ']],
    ])
  })

  it('takes the passkey of the later authenticator for the newer one of the same time', async () => {
    const twin = { ...newer, createdAt: older.createdAt }
    const { client, asked } = world(
      [{ passkeys: [older] }, { passkeys: [twin] }],
      choose(older.credentialId),
    )
    await client.get(assertionRequest())

    expect(asked[0]?.accounts.map((one) => one.id)).toEqual(['Ag', 'AQ'])
  })

  it('signs only with the authenticator that has the chosen passkey', async () => {
    const counted = { ...older, signCount: 4 }
    const { client, stores } = world(
      [{ passkeys: [counted] }, { passkeys: [{ ...newer, signCount: 4 }] }],
      choose(newer.credentialId),
    )
    await client.get(assertionRequest())

    expect(stores.map((store) => store.list().map(({ signCount }) => signCount))).toEqual([
      [4],
      [5],
    ])
  })

  it('skips an authenticator that does not support a requirement', async () => {
    const { client, asked } = world([{ authenticator: U2F_KEY }, { passkeys: [newer] }])
    await client.get(assertionRequest({ userVerification: 'required' }))

    expect(asked).toHaveLength(1)
  })

  it('shows the user that no authenticator has a passkey, and rejects with NotAllowedError', async () => {
    const { client, asked } = world([{}, {}])

    expect(await errorOf(client.get(assertionRequest()))).toBe('NotAllowedError')
    expect(asked.map(({ kind }) => kind)).toEqual(['no-passkey'])
  })

  it('rejects when the user declines', async () => {
    const { client } = world([{ passkeys: [older] }, { passkeys: [newer] }], decline)

    expect(await errorOf(client.get(assertionRequest()))).toBe('NotAllowedError')
  })

  it('rejects with the page’s own reason', async () => {
    const { client } = world([{ passkeys: [older] }, { passkeys: [newer] }], nobody)
    const ended = new AbortController()
    const work = client.get(assertionRequest({}, { signal: ended.signal }))
    ended.abort(new DOMException('enough', 'AbortError'))

    expect(await errorOf(work)).toBe('AbortError')
  })

  it('signs with mediation conditional while the user of another authenticator does not consent', async () => {
    const { client } = world(
      [{ passkeys: [older], consents: false }, { passkeys: [newer] }],
      choose(newer.credentialId),
    )
    const { id } = await client.get(assertionRequest({}, { mediation: 'conditional' }))

    expect(id).toBe(base64url(newer.credentialId))
  })

  it('rejects after its single time-out when an authenticator was skipped', async () => {
    const { client, timers } = world([{ passkeys: [older] }, { authenticator: U2F_KEY }], nobody)
    const got = client.get(assertionRequest({ userVerification: 'required' }))
    expect(await stateOf(got)).toBe('pending')
    expect(timers.running).toHaveLength(1)
    timers.runOut()

    expect(await errorOf(got)).toBe('NotAllowedError')
    expect(timers.running).toEqual([])
  })

  it('leaves one entry in the record', async () => {
    const { client, reports } = world(
      [
        { passkeys: [older] },
        {
          authenticator: CTAP2_KEY,
          passkeys: [{ ...newer, backupEligible: false, backedUp: false }],
        },
      ],
      choose(newer.credentialId),
    )
    await client.get(assertionRequest())

    expect(reports).toMatchObject([
      { outcome: 'done', reason: expect.stringContaining('CTAP 2.0 security key') as string },
    ])
  })
})

describe('create() with several authenticators', () => {
  it('makes one passkey, on the first suitable authenticator', async () => {
    const { client, stores, asked } = world([
      { authenticator: { ...CTAP2_KEY, residentKeys: false } },
      {},
      {},
    ])
    const authenticatorSelection = { residentKey: 'required' }
    await client.create(creation({ authenticatorSelection }))

    expect(stores.map((store) => store.list().length)).toEqual([0, 1, 0])
    expect(asked).toHaveLength(1)
  })

  it('rejects with InvalidStateError when the second authenticator has an excluded passkey', async () => {
    const { client, stores, asked } = world([{}, { passkeys: [older] }])
    const excludeCredentials = [descriptor(older.credentialId)]
    const work = client.create(creation({ excludeCredentials }))

    expect(await errorOf(work)).toBe('InvalidStateError')
    expect(asked.map(({ kind }: AuthenticatorQuestion) => kind)).toEqual(['already-registered'])
    expect(stores[0]?.list()).toEqual([])
  })

  it('skips an authenticator whose user does not consent', async () => {
    const { client, stores } = world([{ consents: false }, {}])
    await client.create(creation())

    expect(stores.map((store) => store.list().length)).toEqual([0, 1])
  })

  it('is refused when no user consents', async () => {
    const { client, asked } = world([{ consents: false }, { consents: false }])

    expect(await errorOf(client.create(creation()))).toBe('NotAllowedError')
    expect(asked).toEqual([])
  })

  it('fetches related origins once', async () => {
    const relatedOrigins = new ServingAll(relatedOriginsDocument(['https://example.de']))
    const { client } = clientWith([{}, {}, {}], { relatedOrigins })
    const page = { requester: requester({ origin: 'https://example.de' }) }
    await client.create(creation({ rp: { id: 'example.org', name: '' } }, page))

    expect(relatedOrigins.asked).toEqual(['example.org'])
  })
})

describe('a conditional create() with several authenticators', () => {
  const conditional = { mediation: 'conditional' } as const
  const userOf = (id: string) => ({ user: { id, name: id, displayName: id } })

  it('makes one passkey, on the first suitable authenticator', async () => {
    const { client, stores } = world([{ authenticator: U2F_KEY }, { passkeys: [newer] }, {}])
    await client.get(assertionRequest())
    await client.create(creation({}, conditional))

    expect(stores.map((store) => store.list().length)).toEqual([0, 2, 0])
  })

  it('skips an authenticator whose user does not consent', async () => {
    const { client, stores, asked } = world([
      { passkeys: [older], consents: false },
      { passkeys: [newer] },
    ])
    await client.get(assertionRequest())
    await client.create(creation({}, conditional))

    expect(stores.map((store) => store.list().length)).toEqual([1, 2])
    expect(asked).toHaveLength(1)
  })

  it('is refused when no user consents, and the sign-in still counts', async () => {
    const { client, authenticators, stores } = world([{ passkeys: [newer] }])
    await client.get(assertionRequest())
    authenticators.unplug('authenticator 1')
    const refusing = authenticators.plugIn({ consents: false })

    expect(await errorOf(client.create(creation({}, conditional)))).toBe('NotAllowedError')
    authenticators.unplug(refusing)
    authenticators.plugIn({})
    await client.create(creation({}, conditional))
    expect(stores.map((store) => store.list().length)).toEqual([1, 0, 1])
  })

  it('rejects with InvalidStateError when any authenticator has an excluded passkey', async () => {
    const { client, stores } = world([{}, { passkeys: [newer] }])
    await client.get(assertionRequest())
    const excludeCredentials = [descriptor(newer.credentialId)]
    const upgrade = creation({ ...userOf('AQ'), excludeCredentials }, conditional)

    expect(await errorOf(client.create(upgrade))).toBe('InvalidStateError')
    expect(stores.map((store) => store.list().length)).toEqual([0, 1])
  })
})
