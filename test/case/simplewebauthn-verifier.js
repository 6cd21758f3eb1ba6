/** A verifier for `latchkey inspect --verify`: the same calls as on the server (docs/inspect.md). */
// #region recipe
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { isoBase64URL } from '@simplewebauthn/server/helpers'

export function verify({ kind, options, response, publicKey }) {
  const expected = {
    response,
    expectedChallenge: options.challenge,
    expectedOrigin: 'https://example.org',
    expectedRPID: 'example.org',
  }
  if (kind === 'create') return verifyRegistrationResponse(expected)
  // A server finds the key in its database. Here, it comes from --key.
  const credential = { id: response.id, publicKey: isoBase64URL.toBuffer(publicKey), counter: 0 }
  return verifyAuthenticationResponse({ ...expected, credential })
}
// #endregion
