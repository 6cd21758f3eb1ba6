/** A request with two faults fails with the fault that the specification checks first. */
import { describe, expect, it } from 'vitest'
import { create } from '../../../../src/main/webauthn/client/create'
import { get } from '../../../../src/main/webauthn/client/get'
import { passkey } from '../../../support/passkeys'
import {
  assertionRequest,
  creation,
  descriptor,
  requester,
} from '../../../support/webauthn-options'
import { webauthnPorts } from '../../../support/webauthn-ports'

type World = NonNullable<Parameters<typeof webauthnPorts>[0]>

interface Fault {
  readonly what: string
  readonly name: string
  /** Distinguishes the fault from other faults with the same error name. */
  readonly message: RegExp
  readonly options?: object
  readonly request?: object
  readonly world?: World
}

const kept = passkey({ userHandle: Uint8Array.of(1) })
const page = { requester: requester({ origin: 'https://[::1]' }) }
const gone = { signal: AbortSignal.abort(new Error('gone')) }

/** In the order of Credential Management §2.5, WebAuthn §5.1.3 and §6.3.2. */
const ofCreate: readonly Fault[] = [
  {
    what: 'an unknown mediation',
    name: 'TypeError',
    message: /mediation/,
    request: { mediation: 'x' },
  },
  { what: 'malformed options', name: 'TypeError', message: /hints/, options: { hints: 5 } },
  {
    what: 'user.id of 65 bytes (step 5)',
    name: 'TypeError',
    message: /user\.id has/,
    options: { user: { id: 'A'.repeat(87), name: '', displayName: '' } },
  },
  { what: 'an IP address (step 7)', name: 'SecurityError', message: /no domain/, request: page },
  {
    what: 'a foreign RP ID (step 8)',
    name: 'SecurityError',
    message: /example\.com/,
    options: { rp: { id: 'example.com', name: '' } },
  },
  {
    what: 'no known type (step 10)',
    name: 'NotSupportedError',
    message: /type/,
    options: { pubKeyCredParams: [{ type: 'x', alg: -7 }] },
  },
  { what: 'an abort (step 16)', name: 'Error', message: /gone/, request: gone },
  {
    what: 'an upgrade without a sign-in (step 19)',
    name: 'NotAllowedError',
    message: /sign/,
    request: { mediation: 'conditional' },
  },
  {
    what: 'another attachment (step 22)',
    name: 'NotAllowedError',
    message: /cross-platform/,
    options: { authenticatorSelection: { authenticatorAttachment: 'cross-platform' } },
  },
  {
    what: 'no usable algorithm (§6.3.2 step 2)',
    name: 'NotAllowedError',
    message: /-99999/,
    options: { pubKeyCredParams: [{ type: 'public-key', alg: -99999 }] },
  },
  {
    what: 'an excluded passkey (§6.3.2 step 3)',
    name: 'InvalidStateError',
    message: /excluded/,
    options: { excludeCredentials: [descriptor(kept.credentialId)] },
  },
  {
    what: 'verification that fails (§6.3.2 step 6)',
    name: 'NotAllowedError',
    message: /verification failed/,
    world: { authenticator: { userVerification: 'fails' } },
  },
]

/** In the order of Credential Management §2.5, WebAuthn §5.1.4 and §6.3.3. */
const ofGet: readonly Fault[] = [
  {
    what: 'an unknown mediation',
    name: 'TypeError',
    message: /mediation/,
    request: { mediation: 'x' },
  },
  { what: 'malformed options', name: 'TypeError', message: /hints/, options: { hints: 5 } },
  { what: 'an IP address', name: 'SecurityError', message: /no domain/, request: page },
  {
    what: 'a foreign RP ID',
    name: 'SecurityError',
    message: /example\.com/,
    options: { rpId: 'example.com' },
  },
  { what: 'an abort', name: 'Error', message: /gone/, request: gone },
  {
    what: 'no known type (§5.8.3)',
    name: 'NotAllowedError',
    message: /type/,
    options: { allowCredentials: [descriptor(kept.credentialId, 'x')] },
  },
  {
    what: 'unavailable verification (§5.1.4.2)',
    name: 'NotAllowedError',
    message: /has none/,
    options: { userVerification: 'required' },
    world: { authenticator: { userVerification: 'unavailable' } },
  },
  {
    what: 'no kept passkey (§6.3.3 step 6)',
    name: 'NotAllowedError',
    message: /is kept here/,
    world: { passkeys: [] },
  },
]

function pairs(faults: readonly Fault[]): [string, string, Fault, Fault][] {
  return faults.flatMap((first, i) =>
    faults
      .slice(i + 1)
      .filter((second) => !clash(first, second))
      .map((second): [string, string, Fault, Fault] => [first.what, second.what, first, second]),
  )
}

/** True when both faults set the same member, so that one fault would overwrite the other. */
function clash(first: Fault, second: Fault): boolean {
  const members = ({ options = {}, request = {} }: Fault) => [
    ...Object.keys(options),
    ...Object.keys(request),
  ]
  return members(first).some((member) => members(second).includes(member))
}

const ports = (first: Fault, second?: Fault) =>
  webauthnPorts({ passkeys: [kept], ...second?.world, ...first.world }).ports

describe.each<[string, readonly Fault[], (first: Fault, second?: Fault) => Promise<unknown>]>([
  [
    'create',
    ofCreate,
    (first, second) =>
      create(
        creation(
          { ...second?.options, ...first.options },
          { ...second?.request, ...first.request },
        ),
        ports(first, second),
      ),
  ],
  [
    'get',
    ofGet,
    (first, second) =>
      get(
        assertionRequest(
          { ...second?.options, ...first.options },
          { ...second?.request, ...first.request },
        ),
        ports(first, second),
      ),
  ],
])('the faults of %s', (_kind, faults, run) => {
  it.each(faults.map((fault) => [fault.what, fault] as const))(
    '%s is rejected',
    async (_what, fault) => {
      await expect(run(fault)).rejects.toMatchObject({
        name: fault.name,
        message: expect.stringMatching(fault.message) as string,
      })
    },
  )

  it.each(pairs(faults))('%s comes before %s', async (_first, _second, first, second) => {
    await expect(run(first, second)).rejects.toMatchObject({
      name: first.name,
      message: expect.stringMatching(first.message) as string,
    })
  })
})
