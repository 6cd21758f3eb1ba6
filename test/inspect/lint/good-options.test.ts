/** Options without fault: the defaults of a library, and the options of the demo. */
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import { describe, expect, it } from 'vitest'
import { RelyingParty } from '../../../demo/relying-party'
import { acceptedCredentials, currentUser, unknownCredential } from '../../../demo/signals'
import type { CeremonyCall, PageCall } from '../../../src/inspect/lint/page-call'
import { found } from '../../support/planted-rule'
import { NOON, PASSKEY, signal } from '../../support/page-calls'

const LIBRARY = { rpID: 'example.org', rpName: 'Example' }

type Json = Readonly<Record<string, unknown>>

function ceremony(kind: 'create' | 'get', options: object, origin: string): CeremonyCall {
  const userHandle = kind === 'get' ? 'AQID' : null
  const transports = kind === 'create' ? ['internal'] : null
  return {
    kind,
    options: JSON.parse(JSON.stringify(options)) as Json,
    origin,
    at: NOON,
    mediation: null,
    hasSignal: null,
    outcome: 'done',
    error: null,
    credential: { id: PASSKEY, userHandle, transports },
  }
}

describe('@simplewebauthn/server by its defaults', () => {
  const known = { id: PASSKEY, transports: ['internal' as const] }

  it.each([
    ['for a new user', []],
    ['for a user who has a passkey', [known]],
  ])('makes registration options without fault %s', async (_, excludeCredentials) => {
    const options = await generateRegistrationOptions({
      ...LIBRARY,
      userName: 'ada@example.org',
      excludeCredentials,
    })

    expect(found([ceremony('create', options, 'https://example.org')])).toEqual([])
  })

  it.each([
    ['for any user', undefined],
    ['for a known user', [known]],
  ])('makes sign-in options without fault %s', async (_, allowCredentials) => {
    const options = await generateAuthenticationOptions({
      rpID: 'example.org',
      ...(allowCredentials && { allowCredentials }),
    })
    const call = ceremony('get', options, 'https://example.org')

    expect(found([call])).toEqual([])
    expect(found([{ ...call, mediation: 'conditional', hasSignal: true }])).toEqual([])
  })

  it('makes both without fault, one after the other, many times', async () => {
    const calls: PageCall[] = []
    const userID = new TextEncoder().encode('6f1c2f0e-3f0b-4d0e-9a55-2b8f6b1c7d3e')
    for (let i = 0; i < 40; i++) {
      const names = { userName: 'ada', userID, excludeCredentials: i === 0 ? [] : [known] }
      const made = await generateRegistrationOptions({ ...LIBRARY, ...names })
      const got = await generateAuthenticationOptions({ rpID: 'example.org' })
      calls.push(ceremony('create', made, 'https://example.org'))
      calls.push(ceremony('get', got, 'https://example.org'))
    }

    expect(found(calls)).toEqual([])
  })
})

describe('the demo', () => {
  const origin = 'http://localhost:47810'
  const names = { userName: 'ada@example.org', displayName: 'Ada' }

  function demo() {
    const party = new RelyingParty({ origin, rpId: 'localhost' })
    return { party, session: party.sessions.open(undefined) }
  }

  it.each(['required', 'preferred', 'discouraged'] as const)(
    'asks without fault with residentKey %s',
    async (residentKey) => {
      const { party, session } = demo()
      const asked = { ...names, residentKey, attestation: 'none' } as const
      const made = await party.beginRegistration(session, asked)
      const got = await party.beginSignIn(session, {})

      expect(found([ceremony('create', made, origin), ceremony('get', got, origin)])).toEqual([])
    },
  )

  it('registers, signs in and signals without fault', async () => {
    const { party, session } = demo()
    const asked = { ...names, residentKey: 'required', attestation: 'none' } as const
    const made = await party.beginRegistration(session, asked)
    const got = await party.beginSignIn(session, {})
    const account = { userId: made.user.id, ...names, passkeys: [passkey] }
    const about = { origin }
    const sent = [
      signal('allAcceptedCredentials', acceptedCredentials('localhost', account).options, about),
      signal(
        'currentUserDetails',
        currentUser('localhost', { ...account, displayName: 'Ada B' }).options,
        about,
      ),
      signal('unknownCredential', unknownCredential('localhost', 'AQID').options, about),
    ]
    const signIn = ceremony('get', got, origin)
    const own = { id: PASSKEY, userHandle: made.user.id, transports: null }

    const calls = [ceremony('create', made, origin), { ...signIn, credential: own }, ...sent]
    expect(found(calls)).toEqual([])
  })

  const passkey = {
    credential: { id: PASSKEY, publicKey: new Uint8Array(), counter: 0 },
    algorithm: -7,
    discoverable: true,
    backedUp: true,
    attestation: 'none',
  }
})
