/** The two relying parties that judge an answer: SimpleWebAuthn's server, and the tests' own strict one. */
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { encodeAttestationObject } from '../../src/main/webauthn/authenticator/attestation/attestation-object'
import type {
  AttestationFormat,
  AuthenticatorDescription,
} from '../../src/main/webauthn/authenticator/description'
import type { Requester } from '../../src/main/webauthn/client/ports'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../src/shared/webauthn-json'
import { judgeOf } from './attestation-judge'
import { readAttestation } from './authenticator-answers'
import { verifyAuthentication, verifyRegistration, type Registered } from './strict-verifier'
import { base64url, fromBase64url } from './webauthn-options'

/** The request and the requester. */
export interface Ceremony {
  readonly authenticator: AuthenticatorDescription
  readonly options: unknown
  readonly mediation: string | undefined
  readonly page: Requester
}

interface Options {
  readonly challenge: string
  readonly rp?: { readonly id?: string }
  readonly rpId?: string
  readonly userVerification?: string
  readonly authenticatorSelection?: { readonly userVerification?: string }
  readonly pubKeyCredParams?: readonly { readonly type: string; readonly alg: number }[]
}

/** A passkey as the relying parties know it. */
export interface Judged extends Registered {
  readonly server: Awaited<ReturnType<typeof verifyRegistrationResponse>>
}

/** @throws when either of them refuses. */
export async function judgeRegistration(
  response: RegistrationResponseJson,
  ceremony: Ceremony,
): Promise<Judged> {
  const expected = expectedOf(ceremony)
  const registered = verifyRegistration(response, expected)
  const server = await verifyRegistrationResponse({
    response: forServerToRead(response, registered),
    ...forServer(expected),
    requireUserPresence: !expected.presenceOptional,
    supportedAlgorithmIDs: expected.algorithms,
  })
  if (!server.verified) throw new Error('the server refused the registration')
  return { ...registered, server }
}

/** @throws when either of them refuses. */
export async function judgeAssertion(
  response: AuthenticationResponseJson,
  known: Judged,
  ceremony: Ceremony,
): Promise<Judged> {
  const expected = expectedOf(ceremony)
  const { flags, signCount } = verifyAuthentication(response, known, expected)
  const counts = typeof ceremony.authenticator.counter === 'string'
  const { verified } = await verifyAuthenticationResponse({
    response: sent(response) as AuthenticationResponseJSON,
    ...forServer(expected),
    // A relying party must treat a fixed counter as suspicious.
    credential: {
      ...known.server.registrationInfo!.credential,
      counter: counts ? known.signCount : 0,
    },
  })
  if (!verified) throw new Error('the server refused the assertion')
  return { ...known, flags, signCount }
}

/** Removes a statement that the server cannot judge. */
function forServerToRead(
  response: RegistrationResponseJson,
  { fmt, alg }: Registered,
): RegistrationResponseJSON {
  const format = fmt as AttestationFormat
  const json = sent(response) as RegistrationResponseJSON
  if (format !== 'compound' && judgeOf(format, alg) === 'server') return json
  const { authenticatorData } = readAttestation(fromBase64url(json.response.attestationObject))
  const attestationObject = base64url(encodeAttestationObject('none', new Map(), authenticatorData))
  return { ...json, response: { ...json.response, attestationObject } }
}

function expectedOf({ options, mediation, page }: Ceremony) {
  const { challenge, rp, rpId, ...asked } = options as Options
  const list = (asked.pubKeyCredParams ?? []).filter(({ type }) => type === 'public-key')
  return {
    // In the client's form: drops leftover bits of the last character.
    challenge: base64url(Buffer.from(challenge, 'base64url')),
    origin: page.origin,
    crossOrigin: page.crossOrigin,
    topOrigin: page.crossOrigin ? page.topOrigin : null,
    rpId: rp?.id ?? rpId ?? new URL(page.origin).hostname,
    userVerification: asked.authenticatorSelection?.userVerification ?? asked.userVerification,
    presenceOptional: mediation === 'conditional',
    exact: true,
    algorithms: list.length === 0 ? [-7, -257] : list.map(({ alg }) => alg),
  }
}

function forServer(expected: ReturnType<typeof expectedOf>) {
  const { challenge, origin, topOrigin, rpId, userVerification } = expected
  return {
    ...(topOrigin !== null && { expectedTopOrigin: topOrigin }),
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: userVerification === 'required',
  }
}

/** As a page sends it to its server. */
function sent(response: object): unknown {
  return JSON.parse(JSON.stringify(response))
}
