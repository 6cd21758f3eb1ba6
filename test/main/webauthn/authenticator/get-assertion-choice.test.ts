import { describe, expect, it } from 'vitest'
import { getAssertion } from '../../../../src/main/webauthn/authenticator/get-assertion'
import {
  ada,
  bob,
  foreign,
  get,
  hidden,
  input,
  refusal,
  serverSide,
} from '../../../support/assertions'
import { MemoryPasskeys } from '../../../support/passkeys'
import { base64url } from '../../../support/webauthn-options'
import { nobody, webauthnPorts, type Answer } from '../../../support/webauthn-ports'

describe('an offer (conditional mediation)', () => {
  const all = { passkeys: [ada, bob, serverSide, hidden, foreign] }
  const choose =
    (id: Uint8Array): Answer =>
    () => ({ given: true, accountId: base64url(id), answeredBy: 'person' })

  it('contains every discoverable passkey that is not hidden, newest first', async () => {
    const { asked } = await get({ conditional: true }, { ...all, answer: choose(ada.credentialId) })

    expect(asked).toMatchObject([{ kind: 'offer', accounts: [{ id: 'Ag' }, { id: 'AQ' }] }])
  })

  it('contains only the discoverable passkeys that the page named', async () => {
    const allowCredentialIds = [ada.credentialId, serverSide.credentialId]
    const { asked } = await get(
      { conditional: true, allowCredentialIds },
      { ...all, answer: choose(ada.credentialId) },
    )

    expect(asked).toMatchObject([{ accounts: [{ id: 'AQ' }] }])
  })

  it('waits when it contains no passkey', async () => {
    const { ports, asked } = webauthnPorts({ answer: nobody })
    const page = new AbortController()
    const offered = getAssertion(
      input({ conditional: true, signal: page.signal }),
      ports.authenticator,
      ports,
    )

    expect(asked).toMatchObject([{ kind: 'offer', accounts: [] }])
    page.abort(new Error('gone'))
    await expect(offered).rejects.toThrow('gone')
  })

  it('signs with the chosen passkey', async () => {
    const answer = choose(ada.credentialId)
    const { assertion } = await get({ conditional: true }, { ...all, answer })

    expect(assertion.passkey).toMatchObject({ credentialId: ada.credentialId })
    expect(assertion.userHandle).toEqual(ada.userHandle)
  })

  it.each([
    ['serverSide', serverSide.credentialId],
    ['hidden', hidden.credentialId],
    ['foreign', foreign.credentialId],
  ])('rejects a passkey that was not offered: %s', async (_what, id) => {
    expect(await refusal({ conditional: true }, { ...all, answer: choose(id) })).toMatchObject({
      name: 'NotAllowedError',
    })
  })

  it('rejects an answer without a choice, even for a single passkey', async () => {
    const answer: Answer = () => ({ given: true, answeredBy: 'script' })

    expect(await refusal({ conditional: true }, { passkeys: [ada], answer })).toMatchObject({
      name: 'NotAllowedError',
    })
  })
})

describe('the list of accounts', () => {
  it('is updated while the user is asked', async () => {
    const store = new MemoryPasskeys([ada])
    let now: readonly { id: string }[] | undefined
    const answer: Answer = async ({ accountsNow }) => {
      await store.add(bob, new Uint8Array())
      store.remove(ada.credentialId)
      now = accountsNow?.()
      return { given: false, answeredBy: 'person' }
    }

    await refusal({}, { store, answer })

    expect(now).toMatchObject([{ id: 'Ag' }])
  })

  it('includes a passkey that was made while the user was asked', async () => {
    const store = new MemoryPasskeys([ada])
    const answer: Answer = async () => {
      await store.add(bob, store.privateKey(ada.credentialId))
      return { given: true, accountId: 'Ag', answeredBy: 'person' }
    }
    const { assertion } = await get({}, { store, answer })

    expect(assertion.passkey.credentialId).toEqual(bob.credentialId)
  })
})
