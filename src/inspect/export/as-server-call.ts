/** The ceremony as the call that a server with SimpleWebAuthn makes. */
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import { isObject, textOf } from '../decode/response-members'
import { jsComments, jsExpression } from './code-text'
import { originOf, type ExportedCeremony } from './exported-ceremony'
import { storedCredential } from './stored-credential'
import { standInNotes, withStandIns } from './stand-in'

/** The response is inline, because there TypeScript knows the type of each member. */
export function asServerCall(ceremony: ExportedCeremony): string {
  const { detail, rpId } = ceremony
  const options = isObject(detail.options) ? detail.options : {}
  const expected = {
    expectedChallenge: textOf(options, 'challenge') ?? '',
    expectedOrigin: originOf(ceremony),
    expectedRPID: rpId ?? new URL(originOf(ceremony)).hostname,
  }
  const isCreation = detail.kind === 'create'
  const method = isCreation ? 'verifyRegistrationResponse' : 'verifyAuthenticationResponse'
  const credential = isCreation ? '' : credentialOf(ceremony)
  return `import { ${method} } from '@simplewebauthn/server'

${jsComments(standInNotes(detail, ['options', 'response']))}const { verified } = await ${method}({
  response: ${jsExpression(withStandIns(detail.response), 2)},
  expectedChallenge: ${jsExpression(expected.expectedChallenge)},
  expectedOrigin: ${jsExpression(expected.expectedOrigin)},
  expectedRPID: ${jsExpression(expected.expectedRPID)},
  requireUserVerification: ${asksForVerification(options)},${credential}
})
console.log(verified)
`
}

/** Fills in the key if the passkey's registration is known. */
function credentialOf({ detail, registration }: ExportedCeremony): string {
  const stored = storedCredential(registration)
  const key = stored ? `Buffer.from('${stored.publicKey}', 'base64url')` : ''
  const note = stored
    ? 'What the server keeps of the passkey since it was created.'
    : 'What the server keeps of the passkey since it was created. Fill in the public key: Latchkey does not know it.'
  return `
  // ${note}
  credential: {
    id: ${jsExpression(idOf(detail.response))},
    publicKey: new Uint8Array(${key}),
    counter: ${stored?.signCount ?? 0},
  },`
}

function idOf(response: CeremonyDetail['response']): string {
  return isObject(response) ? (textOf(response, 'id') ?? '') : ''
}

function asksForVerification(options: Readonly<Record<string, unknown>>): boolean {
  const selection = options.authenticatorSelection
  const holder = isObject(selection) ? selection : options
  return textOf(holder, 'userVerification') === 'required'
}
