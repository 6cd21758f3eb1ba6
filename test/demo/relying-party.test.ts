import { beforeEach, describe, expect, it } from 'vitest'
import type { RemovalRequest } from '../../demo/schemas'
import {
  ada,
  demoRelyingParty,
  grace,
  origin,
  registrationRequest,
} from '../support/demo-relying-party'
import { SoftPasskey } from '../support/soft-passkey'

type Made = ReturnType<typeof demoRelyingParty>

function removalOf(
  { id }: { readonly id: string },
  tellBy: RemovalRequest['tellBy'] = 'allAcceptedCredentials',
): RemovalRequest {
  return { credentialId: id, tellBy }
}

describe('RelyingParty', () => {
  let rp: Made['rp']
  let session: Made['session']
  let register: Made['register']
  let account: Made['account']
  let changes: Made['changes']
  let passTime: Made['passTime']

  beforeEach(() => {
    ;({ rp, session, register, account, changes, passTime } = demoRelyingParty())
  })

  describe('registering', () => {
    it('asks for a discoverable passkey for a random user.id of 32 bytes', async () => {
      const options = await rp.beginRegistration(session, registrationRequest())

      expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(32)
      expect(options.authenticatorSelection).toMatchObject({ residentKey: 'required' })
      expect(options.rp.id).toBe('localhost')
    })

    it('passes on that a discoverable passkey is not wanted', async () => {
      const options = await rp.beginRegistration(
        session,
        registrationRequest({ residentKey: 'discouraged' }),
      )

      expect(options.authenticatorSelection).toMatchObject({
        residentKey: 'discouraged',
        requireResidentKey: false,
      })
    })

    it('keeps the passkey and signs the account in', async () => {
      const passkey = await register()

      expect(rp.state(session)).toMatchObject({
        signedIn: passkey.userHandle,
        accounts: [
          {
            ...ada,
            userId: passkey.userHandle,
            passkeys: [
              {
                credentialId: passkey.id,
                algorithm: -7,
                counter: 0,
                transports: ['internal', 'hybrid'],
                backedUp: true,
                discoverable: true,
                attestation: 'none',
              },
            ],
          },
        ],
      })
    })

    it('excludes the passkeys that the account has', async () => {
      const passkey = await register()

      const options = await rp.beginRegistration(session, registrationRequest())

      expect(options.excludeCredentials).toMatchObject([{ id: passkey.id, type: 'public-key' }])
      expect(options.user.id).toBe(passkey.userHandle)
    })

    it('adds a second passkey to the account that is signed in', async () => {
      const first = await register()
      const second = await register()

      expect(account().passkeys.map(({ credentialId }) => credentialId)).toEqual([
        first.id,
        second.id,
      ])
    })

    it('does not let a stranger add a passkey to another’s account', async () => {
      await register()
      const stranger = rp.sessions.open(undefined)

      await expect(rp.beginRegistration(stranger, registrationRequest())).rejects.toMatchObject({
        status: 409,
      })
    })

    it('gives a user name to the first of two who register it at the same time', async () => {
      const stranger = rp.sessions.open(undefined)
      const late = await rp.beginRegistration(stranger, registrationRequest())
      await register()

      const finished = rp.finishRegistration(stranger, new SoftPasskey(origin).register(late))

      await expect(finished).rejects.toMatchObject({ status: 409 })
      expect(account().passkeys).toHaveLength(1)
    })

    it('refuses a passkey that was made on another page', async () => {
      const options = await rp.beginRegistration(session, registrationRequest())
      const foreign = new SoftPasskey(origin).register(options, 'http://localhost:9')

      await expect(rp.finishRegistration(session, foreign)).rejects.toMatchObject({ status: 400 })
      expect(rp.state(session).accounts).toEqual([])
    })

    it('takes a challenge once', async () => {
      const options = await rp.beginRegistration(session, registrationRequest())
      await rp.finishRegistration(session, new SoftPasskey(origin).register(options))

      const again = rp.finishRegistration(session, new SoftPasskey(origin).register(options))

      await expect(again).rejects.toMatchObject({ status: 409 })
    })

    it('ends a registration though another was begun after it', async () => {
      const first = await rp.beginRegistration(session, registrationRequest())
      await rp.beginRegistration(session, registrationRequest(grace))

      await rp.finishRegistration(session, new SoftPasskey(origin).register(first))

      expect(account()).toMatchObject(ada)
    })

    it('keeps the sixteen ceremonies of a session that were begun last', async () => {
      const oldest = await rp.beginRegistration(session, registrationRequest())
      const next = await rp.beginRegistration(session, registrationRequest())
      for (let begun = 0; begun < 15; begun++) await rp.beginSignIn(session, {})

      await expect(
        rp.finishRegistration(session, new SoftPasskey(origin).register(oldest)),
      ).rejects.toMatchObject({ status: 409 })
      await rp.finishRegistration(session, new SoftPasskey(origin).register(next))
    })

    it('ends no registration with the challenge of a sign-in', async () => {
      const { challenge } = await rp.beginSignIn(session, {})
      const registration = await rp.beginRegistration(session, registrationRequest())
      const mixed = new SoftPasskey(origin).register({ ...registration, challenge })

      await expect(rp.finishRegistration(session, mixed)).rejects.toMatchObject({ status: 409 })
    })

    it.each([
      ['are not JSON', 'AAAA'],
      ['name no challenge', Buffer.from('{}').toString('base64url')],
    ])('refuses client data that %s', async (_, clientDataJSON) => {
      const options = await rp.beginRegistration(session, registrationRequest())
      const { response, ...rest } = new SoftPasskey(origin).register(options)

      const finished = rp.finishRegistration(session, {
        ...rest,
        response: { ...response, clientDataJSON },
      })

      await expect(finished).rejects.toMatchObject({ status: 400 })
    })

    it('takes a challenge for ten minutes', async () => {
      const options = await rp.beginRegistration(session, registrationRequest())
      passTime(10 * 60_000)

      const late = rp.finishRegistration(session, new SoftPasskey(origin).register(options))

      await expect(late).rejects.toMatchObject({ status: 409 })
    })

    it('refuses a credential id that another account has', async () => {
      const passkey = await register()
      const stranger = rp.sessions.open(undefined)
      const options = await rp.beginRegistration(stranger, registrationRequest(grace))

      const copied = rp.finishRegistration(stranger, passkey.register(options))

      await expect(copied).rejects.toMatchObject({ status: 409 })
    })
  })

  describe('changing the account', () => {
    it('saves new names and signals them', async () => {
      const passkey = await register()

      const { signals } = rp.saveNames(session, grace)

      expect(account()).toMatchObject(grace)
      expect(signals).toEqual([
        {
          method: 'signalCurrentUserDetails',
          options: {
            rpId: 'localhost',
            userId: passkey.userHandle,
            name: grace.userName,
            displayName: grace.displayName,
          },
        },
      ])
    })

    it('does not give out a user name twice', async () => {
      await register()
      rp.signOut(session)
      await register(grace)

      expect(() => rp.saveNames(session, ada)).toThrow('taken')
    })

    it('signals the passkeys that remain after a removal', async () => {
      const first = await register()
      const second = await register()

      const { signals } = rp.removePasskey(session, removalOf(first))

      expect(account().passkeys).toHaveLength(1)
      expect(signals).toMatchObject([{ options: { allAcceptedCredentialIds: [second.id] } }])
    })

    it('signals a removed passkey as unknown when asked to', async () => {
      const passkey = await register()

      const { signals } = rp.removePasskey(session, removalOf(passkey, 'unknownCredential'))

      expect(account().passkeys).toEqual([])
      expect(signals).toEqual([
        {
          method: 'signalUnknownCredential',
          options: { rpId: 'localhost', credentialId: passkey.id },
        },
      ])
    })

    it('signals the passkeys that it has, or that it has none, and keeps them', async () => {
      const passkey = await register()
      const idsIn = (list: 'all' | 'none') => rp.signalAccepted(session, { list }).signals

      expect(idsIn('all')).toMatchObject([{ options: { allAcceptedCredentialIds: [passkey.id] } }])
      expect(idsIn('none')).toMatchObject([{ options: { allAcceptedCredentialIds: [] } }])
      expect(account().passkeys).toHaveLength(1)
    })

    it('does not remove another’s passkey', async () => {
      const passkey = await register()
      rp.signOut(session)
      await register(grace)

      expect(() => rp.removePasskey(session, removalOf(passkey))).toThrow('no such passkey')
      expect(account().passkeys).toHaveLength(1)
    })

    it('forgets a deleted account in every session, and signals that it has no passkeys', async () => {
      const passkey = await register()
      const elsewhere = rp.sessions.open(undefined)
      const options = await rp.beginSignIn(elsewhere, {})
      await rp.finishSignIn(elsewhere, passkey.signIn(options))

      const { signals } = rp.deleteAccount(session)

      expect(rp.state(elsewhere)).toMatchObject({ signedIn: null, accounts: [] })
      expect(signals).toMatchObject([{ options: { allAcceptedCredentialIds: [] } }])
    })

    it.each([
      ['save names', () => rp.saveNames(session, grace)],
      ['remove a passkey', () => rp.removePasskey(session, removalOf({ id: 'AAAA' }))],
      ['signal a list', () => rp.signalAccepted(session, { list: 'none' })],
      ['delete the account', () => rp.deleteAccount(session)],
    ])('refuses to %s for a user who is not signed in', (_, attempt) => {
      expect(attempt).toThrow('Sign in first')
    })
  })

  it('reports every change', async () => {
    await register()
    rp.saveNames(session, grace)

    expect(changes()).toBe(2)
  })
})
