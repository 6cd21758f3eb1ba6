import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { U2F_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import { WebAuthnClient } from '../../../../src/main/webauthn/client/client'
import { WebAuthnError } from '../../../../src/main/webauthn/errors'
import { passkey } from '../../../support/passkeys'
import {
  assertionRequest,
  base64url,
  creation,
  creationOptions,
  descriptor,
  requester,
  requestOptions,
} from '../../../support/webauthn-options'
import { decline, meanwhile, nobody, webauthnPorts } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

const kept = passkey()

describe('a ceremony', () => {
  it('asks with the origin and the top origin of its page', async () => {
    const page = { crossOrigin: true, topOrigin: 'https://example.com' }
    const { client, asked } = world()
    await client.create(creation({}, { requester: requester(page) }))

    expect(asked).toMatchObject([
      { kind: 'create', origin: 'https://example.org', topOrigin: 'https://example.com' },
    ])
  })

  it('records a new passkey', async () => {
    const { client, reports } = world()
    const { id } = await client.create(creation())

    expect(reports).toEqual([
      {
        id: 'id 1',
        kind: 'create',
        origin: 'https://example.org',
        rpId: 'example.org',
        outcome: 'done',
        passkeyId: id,
        names: { userName: 'ada@example.org', userDisplayName: 'Ada' },
        answeredBy: 'person',
        reason: 'made a passkey for example.org; verifying the user was simulated',
      },
    ])
  })

  it('records a sign-in', async () => {
    const { client, reports } = world({ passkeys: [kept] })
    await client.get(assertionRequest())

    expect(reports).toMatchObject([
      {
        kind: 'get',
        outcome: 'done',
        passkeyId: 'AQID',
        reason: 'signed in to example.org; verifying the user was simulated',
      },
    ])
  })

  it('does not record simulated verification when the page discourages verification', async () => {
    const { client, reports } = world({ passkeys: [kept] })

    await client.get(assertionRequest({ userVerification: 'discouraged' }))

    expect(reports).toMatchObject([{ reason: 'signed in to example.org' }])
  })

  it('records a simulated authenticator and a fixed counter', async () => {
    const authenticator = { ...U2F_KEY, counter: { fixed: 5 } }
    const passkeys = [passkey({ discoverable: false, backupEligible: false, backedUp: false })]
    const { client, reports } = world({ passkeys, authenticator })

    await client.get(assertionRequest({ allowCredentials: [descriptor(kept.credentialId)] }))

    expect(reports).toMatchObject([
      {
        reason:
          'signed in to example.org; the authenticator (U2F security key) was simulated; ' +
          'the counter is fixed at 5',
      },
    ])
  })

  it('records the reason of a refusal, and who answered', async () => {
    const { client, reports } = world({ passkeys: [kept], answer: decline })
    await expect(client.get(assertionRequest())).rejects.toThrow()

    expect(reports).toEqual([
      {
        id: 'id 1',
        kind: 'get',
        origin: 'https://example.org',
        rpId: 'example.org',
        outcome: 'refused',
        error: 'NotAllowedError',
        answeredBy: 'person',
        reason: 'the user declined',
      },
    ])
  })

  it('records no answer when the page aborts', async () => {
    const page = new AbortController()
    const answer = meanwhile(() => queueMicrotask(() => page.abort()), nobody)
    const { client, reports } = world({ answer })
    await expect(client.create(creation({}, { signal: page.signal }))).rejects.toThrow()

    expect(reports).toMatchObject([{ outcome: 'refused', error: 'AbortError', answeredBy: null }])
  })

  it('logs the cause of a failed write of the vault, and does not record it', async () => {
    const { client, reports, faults, store } = world()
    const cause = new Error('ENOSPC')
    store.fault = cause

    await expect(client.create(creation())).rejects.toMatchObject({ name: 'UnknownError' })

    expect(faults).toEqual([['create: the passkey could not be written to the vault', cause]])
    expect(JSON.stringify(reports)).not.toContain('ENOSPC')
  })

  it('does not record the details of an unexpected failure', async () => {
    const { client, reports } = world({
      answer: () => Promise.reject(new Error('the private key is 42')),
    })
    await expect(client.create(creation())).rejects.toThrow()

    expect(reports).toMatchObject([{ outcome: 'refused', error: 'UnknownError' }])
    expect(JSON.stringify(reports)).not.toContain('42')
  })

  it('does not record challenges, user handles or keys', async () => {
    const challenge = base64url('this is the challenge')
    const user = { id: base64url('this is the user handle'), name: 'ada', displayName: 'Ada' }
    const { client, reports, store } = world()
    const { id } = await client.create(creation({ challenge, user }))
    await client.get(assertionRequest({ challenge }))
    await expect(client.create(creation({ challenge, user, rp: {} }))).rejects.toThrow()
    const record = JSON.stringify(reports)
    const key = base64url(store.privateKey(Buffer.from(id, 'base64url')))

    for (const secret of [challenge, user.id, key]) expect(record).not.toContain(secret)
  })

  it('makes a separate passkey when it runs at the same time as another', async () => {
    const { client, store } = world()
    const named = (id: string) => creation({ user: { id, name: id, displayName: id } })
    await Promise.all([client.create(named('AQ')), client.create(named('Ag'))])

    expect(store.list().map(({ userName }) => userName)).toEqual(['Ag', 'AQ'])
  })

  it('leaves one discoverable passkey when it runs at the same time as another for the account', async () => {
    const { client, store } = world()
    await Promise.all([client.create(creation()), client.create(creation())])

    expect([store.list().length, store.trash.length]).toEqual([1, 1])
  })
})

describe('a random request', () => {
  const names = [
    ...['AbortError', 'ConstraintError', 'InvalidStateError', 'NotAllowedError'],
    ...['NotSupportedError', 'OperationError', 'SecurityError', 'TypeError', 'UnknownError'],
  ]
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(undefined, '', 'public-key', 'required', 'discouraged', 'platform', 'AQID'),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((c) => String.fromCharCode(c)) }),
  )
  const oddMembers = (members: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...members, '__proto__', 'constructor'), odd, { maxKeys: 4 })
  const descriptors = fc.array(fc.constant(descriptor(kept.credentialId)), { maxLength: 3 })
  const origin = fc.constantFrom('https://example.org', 'https://a.example.org', 'http://[::1]')
  const mediation = fc.constantFrom(undefined, 'optional', 'required', 'conditional', 'other')

  const ends = async (ceremony: Promise<object>) => {
    const failure: unknown = await ceremony.then(
      () => null,
      (error: unknown) => error,
    )
    if (failure === null) return
    expect(failure).toBeInstanceOf(WebAuthnError)
    expect(names).toContain((failure as WebAuthnError).name)
  }

  it('to create() ends with a credential or a WebAuthn error, and one entry', () =>
    fc.assert(
      fc.asyncProperty(
        oddMembers(
          Object.keys({ ...creationOptions(), extensions: 0, attestation: 0, timeout: 0 }),
        ),
        oddMembers(['authenticatorAttachment', 'residentKey', 'userVerification']),
        descriptors,
        origin,
        mediation,
        async (members, authenticatorSelection, excludeCredentials, origin, mediation) => {
          const { client, reports } = world({ passkeys: [kept] })
          const options = { authenticatorSelection, excludeCredentials, ...members }
          const page = { requester: requester({ origin }), mediation }

          await ends(client.create(creation(options, page)))
          expect(reports).toHaveLength(1)
        },
      ),
    ))

  it('to get() ends with a credential or a WebAuthn error, and one entry', () =>
    fc.assert(
      fc.asyncProperty(
        oddMembers(['challenge', 'rpId', 'userVerification', 'timeout', 'hints', 'extensions']),
        descriptors,
        origin,
        mediation,
        async (members, allowCredentials, origin, mediation) => {
          const { client, reports } = world({ passkeys: [kept] })
          const page = { requester: requester({ origin }), mediation }

          await ends(client.get(assertionRequest({ allowCredentials, ...members }, page)))
          expect(reports).toHaveLength(1)
        },
      ),
    ))

  it('with options of any shape ends with a credential or a WebAuthn error', () =>
    fc.assert(
      fc.asyncProperty(fc.anything(), async (options) => {
        const { client } = world({ passkeys: [kept] })

        await ends(client.create(creation({}, { options })))
        await ends(client.get(assertionRequest({}, { options })))
      }),
    ))

  it('succeeds with the default options, so the other properties are not vacuous', async () => {
    const { client } = world({ passkeys: [kept] })

    await expect(client.create(creation(creationOptions()))).resolves.toBeDefined()
    await expect(client.get(assertionRequest(requestOptions()))).resolves.toBeDefined()
  })
})

function world(fields: World = {}) {
  const { ports, ...seen } = webauthnPorts(fields)
  return { client: new WebAuthnClient(ports), ...seen }
}
