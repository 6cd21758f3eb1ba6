import { beforeEach, describe, expect, it } from 'vitest'
import { ada, demoRelyingParty, grace } from '../support/demo-relying-party'

type Made = ReturnType<typeof demoRelyingParty>

describe('signing in', () => {
  let rp: Made['rp']
  let session: Made['session']
  let register: Made['register']
  let signIn: Made['signIn']
  let account: Made['account']

  beforeEach(() => {
    ;({ rp, session, register, signIn, account } = demoRelyingParty())
  })

  describe('without a user name', () => {
    it('names no passkey, and finds the account by the passkey', async () => {
      const passkey = await register()
      rp.signOut(session)

      const options = await rp.beginSignIn(session, {})
      const result = await rp.finishSignIn(session, passkey.signIn(options))

      expect(options.allowCredentials).toEqual([])
      expect(result).toMatchObject({ signedIn: true, because: null, signaturePassed: true })
      expect(rp.state(session).signedIn).toBe(passkey.userHandle)
    })

    it('shows that the user handle is the user.id', async () => {
      const passkey = await register()

      const { userHandle } = await signIn(passkey)

      expect(userHandle).toEqual({
        userId: passkey.userHandle,
        userHandle: passkey.userHandle,
        required: true,
        passed: true,
      })
    })

    it.each([
      ['is missing', undefined],
      ['is empty', ''],
      ['is another', 'AAAA'],
    ])('fails when the user handle %s', async (_, userHandle) => {
      const passkey = await register()
      rp.signOut(session)

      const result = await signIn(passkey, { userHandle })

      expect(result).toMatchObject({ signedIn: false, userHandle: { passed: false } })
      expect(result.because).toContain('response.userHandle')
      expect(rp.state(session).signedIn).toBeNull()
    })

    it('signals what the account’s passkeys are', async () => {
      const passkey = await register()

      const { signals } = await signIn(passkey)

      expect(signals).toEqual([
        {
          method: 'signalAllAcceptedCredentials',
          options: {
            rpId: 'localhost',
            userId: passkey.userHandle,
            allAcceptedCredentialIds: [passkey.id],
          },
        },
      ])
    })
  })

  describe('with a user name', () => {
    it('names the account’s passkeys', async () => {
      const passkey = await register()

      const options = await rp.beginSignIn(session, { userName: ada.userName })

      expect(options.allowCredentials).toMatchObject([
        { id: passkey.id, type: 'public-key', transports: ['internal', 'hybrid'] },
      ])
    })

    it('needs no user handle', async () => {
      const passkey = await register()

      const result = await signIn(passkey, { userHandle: undefined }, ada.userName)

      expect(result).toMatchObject({
        signedIn: true,
        userHandle: { userHandle: null, required: false, passed: true },
      })
    })

    it('fails when there is a user handle and it is another’s', async () => {
      const passkey = await register()

      const result = await signIn(passkey, { userHandle: 'AAAA' }, ada.userName)

      expect(result).toMatchObject({ signedIn: false, userHandle: { passed: false } })
    })

    it('fails with the passkey of another account', async () => {
      await register()
      rp.signOut(session)
      const other = await register(grace)
      rp.signOut(session)

      const result = await signIn(other, {}, ada.userName)

      expect(result).toMatchObject({ signedIn: false })
      expect(rp.state(session).signedIn).toBeNull()
    })

    it('says when no account has that name', async () => {
      await expect(rp.beginSignIn(session, grace)).rejects.toMatchObject({ status: 404 })
    })
  })

  describe('an assertion', () => {
    it.each([
      ['a bad signature', { damaged: true }],
      ['another page’s origin', { origin: 'http://localhost:9' }],
      ['another RP ID', { rpId: 'example.org' }],
    ])('with %s fails', async (_, assertion) => {
      const passkey = await register()
      rp.signOut(session)

      const result = await signIn(passkey, assertion)

      expect(result).toMatchObject({ signedIn: false, signaturePassed: false, signals: [] })
      expect(rp.state(session).signedIn).toBeNull()
    })

    it('whose counter does not grow fails', async () => {
      const passkey = await register()
      await signIn(passkey, { signCount: 5 })

      expect(await signIn(passkey, { signCount: 5 })).toMatchObject({ signedIn: false })
      expect(account().passkeys[0]!.counter).toBe(5)
    })

    it('is taken once', async () => {
      const passkey = await register()
      const options = await rp.beginSignIn(session, {})
      const response = passkey.signIn(options)
      await rp.finishSignIn(session, response)

      await expect(rp.finishSignIn(session, response)).rejects.toMatchObject({ status: 409 })
    })

    it('of one session is no good in another', async () => {
      const passkey = await register()
      const options = await rp.beginSignIn(session, {})
      const other = rp.sessions.open(undefined)

      const stolen = rp.finishSignIn(other, passkey.signIn(options))

      await expect(stolen).rejects.toMatchObject({ status: 409 })
    })

    it('of a removed passkey fails, and the passkey is signalled as unknown', async () => {
      const passkey = await register()
      rp.removePasskey(session, { credentialId: passkey.id, tellBy: 'allAcceptedCredentials' })
      rp.signOut(session)

      const result = await signIn(passkey)

      expect(result).toMatchObject({
        signedIn: false,
        signals: [
          {
            method: 'signalUnknownCredential',
            options: { rpId: 'localhost', credentialId: passkey.id },
          },
        ],
      })
    })
  })
})
