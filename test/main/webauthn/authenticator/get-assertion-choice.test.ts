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

  it('is of every discoverable passkey that is not hidden, newest first', async () => {
    const { asked } = await get({ conditional: true }, { ...all, answer: choose(ada.credentialId) })

    expect(asked).toMatchObject([{ kind: 'offer', accounts: [{ id: 'Ag' }, { id: 'AQ' }] }])
  })

  it('is of those alone that the page named, as far as they are discoverable', async () => {
    const allowCredentialIds = [ada.credentialId, serverSide.credentialId]
    const { asked } = await get(
      { conditional: true, allowCredentialIds },
      { ...all, answer: choose(ada.credentialId) },
    )

    expect(asked).toMatchObject([{ accounts: [{ id: 'AQ' }] }])
  })

  it('is made though there is nothing to choose, and waits', async () => {
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

  it('is taken up with the passkey that was chosen', async () => {
    const answer = choose(ada.credentialId)
    const { assertion } = await get({ conditional: true }, { ...all, answer })

    expect(assertion.passkey).toMatchObject({ credentialId: ada.credentialId })
    expect(assertion.userHandle).toEqual(ada.userHandle)
  })

  it.each([
    ['serverSide', serverSide.credentialId],
    ['hidden', hidden.credentialId],
    ['foreign', foreign.credentialId],
  ])('is not taken up with what was not offered: %s', async (_what, id) => {
    expect(await refusal({ conditional: true }, { ...all, answer: choose(id) })).toMatchObject({
      name: 'NotAllowedError',
    })
  })

  it('is never taken up without a choice, not even of one', async () => {
    const answer: Answer = () => ({ given: true, answeredBy: 'script' })

    expect(await refusal({ conditional: true }, { passkeys: [ada], answer })).toMatchObject({
      name: 'NotAllowedError',
    })
  })
})

describe('what may be chosen', () => {
  it('is read again while the user is asked: new, renamed and hidden ones show', async () => {
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

  it('may be a passkey that was made while the user was asked', async () => {
    const store = new MemoryPasskeys([ada])
    const answer: Answer = async () => {
      await store.add(bob, store.privateKey(ada.credentialId))
      return { given: true, accountId: 'Ag', answeredBy: 'person' }
    }
    const { assertion } = await get({}, { store, answer })

    expect(assertion.passkey.credentialId).toEqual(bob.credentialId)
  })
})
