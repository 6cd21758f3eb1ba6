import { describe, expect, it } from 'vitest'
import { CTAP2_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import type { AskedUi } from '../../../../src/main/webauthn/client/ports'
import type { ImmediateGet } from '../../../../src/shared/authenticator-settings'
import { hiddenPasskey, passkey } from '../../../support/passkeys'
import { clientWith, errorOf, stateOf, type Plugged } from '../../../support/plugged-authenticators'
import {
  assertionRequest,
  base64url,
  descriptor,
  requester,
} from '../../../support/webauthn-options'
import { decline, nobody, type Answer } from '../../../support/webauthn-ports'

const clicked: AskedUi = { mode: 'immediate', isActivated: true }
const kept = passkey()
const notDiscoverable = passkey({ discoverable: false })

interface Circumstances {
  readonly immediateGet?: ImmediateGet
  readonly answer?: Answer
}

function world(
  plugged: readonly Plugged[] = [{ passkeys: [kept] }],
  { immediateGet = 'supported', answer }: Circumstances = {},
) {
  let at = 0
  const made = clientWith(plugged, { immediateGet, now: () => at, ...(answer && { answer }) })
  const get = (
    options: Parameters<typeof assertionRequest>[0] = {},
    fields: Parameters<typeof assertionRequest>[1] = {},
  ) => made.client.get(assertionRequest(options, { ui: clicked, ...fields }))
  return { ...made, get, wait: (ms: number) => void (at += ms) }
}

describe('an immediate get()', () => {
  it('asks the user if a passkey is at hand, and signs', async () => {
    const { get, asked } = world()

    await expect(get()).resolves.toMatchObject({ id: base64url(kept.credentialId) })
    expect(asked.map(({ kind }) => kind)).toEqual(['sign-in'])
  })

  it.each([
    ['no passkey', []],
    ['a passkey that is hidden', [hiddenPasskey()]],
    ['a passkey that is not discoverable', [notDiscoverable]],
    ['a passkey of another site', [passkey({ rpId: 'other.example' })]],
  ])('ends at once without a question if there is %s', async (_what, passkeys) => {
    const { get, asked, reports } = world([{ passkeys }])

    expect(await errorOf(get())).toBe('NotAllowedError')
    expect(asked).toEqual([])
    expect(reports).toMatchObject([{ kind: 'get', outcome: 'refused', error: 'NotAllowedError' }])
  })

  it('ends at once if the device has no authenticator', async () => {
    const { get } = world([])
    const answer = errorOf(get())

    expect(await stateOf(answer)).toBe('settled')
    expect(await answer).toBe('NotAllowedError')
  })

  it('does not know the passkeys of a security key before its user touches it', async () => {
    const { get, asked, reports } = world([{ authenticator: CTAP2_KEY, passkeys: [kept] }])

    expect(await errorOf(get())).toBe('NotAllowedError')
    expect(asked).toEqual([])
    expect(reports[0]?.reason).toContain('not at hand')
  })

  it('ends if the user declines, as a modal get() does', async () => {
    const { get, asked } = world(undefined, { answer: decline })

    expect(await errorOf(get())).toBe('NotAllowedError')
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['another uiMode', 'TypeError', {}, { ui: { mode: 'unknown', isActivated: true } as const }],
    ['conditional mediation', 'NotSupportedError', {}, { mediation: 'conditional' }],
    [
      'no user gesture',
      'NotAllowedError',
      {},
      { ui: { mode: 'immediate', isActivated: false } as const },
    ],
    [
      'a list of credentials',
      'NotAllowedError',
      { allowCredentials: [descriptor(kept.credentialId)] },
      {},
    ],
  ] as const)('is refused with %s: %s', async (_with, error, options, fields) => {
    const { get, asked } = world()

    expect(await errorOf(get(options, fields))).toBe(error)
    expect(asked).toEqual([])
  })

  it('never finds a passkey in a private window', async () => {
    const { get, asked, client } = world(undefined, { immediateGet: 'private-window' })

    expect(await errorOf(get())).toBe('NotAllowedError')
    expect(asked).toEqual([])
    expect(client.capabilities('https://example.org').immediateGet).toBe(true)
  })
})

describe('a client without immediate requests', () => {
  it('ignores the member: the user is asked', async () => {
    const { get, asked, client } = world([{ passkeys: [] }], {
      immediateGet: 'unsupported',
      answer: nobody,
    })
    const answer = get()

    expect(await stateOf(answer)).toBe('pending')
    expect(asked.map(({ kind }) => kind)).toEqual(['no-passkey'])
    expect(client.capabilities('https://example.org').immediateGet).toBe(false)
  })
})

describe('the limits of a site', () => {
  it('allow two immediate requests within five seconds, and ten within a minute', async () => {
    const { get, wait } = world()
    const outcomes: string[] = []
    for (let request = 1; request <= 12; request++) {
      outcomes.push(await errorOf(get()))
      wait(request === 2 ? 0 : 2_501)
    }

    expect(outcomes.map((outcome) => outcome === 'no error')).toEqual([
      ...[true, true, false, true, true, true, true, true, true, true],
      // The request that the short limit refused counts for the long limit.
      ...[false, false],
    ])
    wait(60_000)
    expect(await errorOf(get())).toBe('no error')
  })

  it('are those of the site in the address bar', async () => {
    const { get } = world()
    const framed = (topOrigin: string) => ({
      requester: requester({ crossOrigin: true, topOrigin }),
    })
    const outcomes = await Promise.all([
      errorOf(get({}, framed('https://a.example.com'))),
      errorOf(get({}, framed('https://b.example.com'))),
      errorOf(get({}, framed('https://other.net'))),
    ])

    expect(outcomes).toEqual(['no error', 'no error', 'no error'])
    expect(await errorOf(get({}, framed('https://a.example.com')))).toBe('NotAllowedError')
    expect(await errorOf(get())).toBe('no error')
  })

  it('do not hold for localhost', async () => {
    const local = { requester: requester({ origin: 'http://localhost:8080' }) }
    const { get } = world([{ passkeys: [passkey({ rpId: 'localhost' })] }])
    const outcomes: string[] = []
    for (let request = 0; request < 12; request++) outcomes.push(await errorOf(get({}, local)))

    expect(new Set(outcomes)).toEqual(new Set(['no error']))
  })
})
