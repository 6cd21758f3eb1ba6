/** The specification's vectors as answers in JSON. Also runs in a browser, where the preview of the window shows them. */
import file from '../vectors/webauthn-l3.json'

export const vectorAnswers = file.vectors.map(({ id, registration, authentication, decoded }) => ({
  id,
  algorithm: decoded.alg,
  format: decoded.fmt,
  coseKey: base64url(decoded.regAuthData.credentialPublicKeyCose),
  registration: {
    options: {
      rp: { id: file.rpId, name: 'Example' },
      user: { id: 'dXNlciAx', name: 'ada@example.org', displayName: 'Ada' },
      challenge: base64url(registration.challenge),
      pubKeyCredParams: [{ type: 'public-key', alg: decoded.alg }],
      authenticatorSelection: { residentKey: 'required' },
    },
    response: {
      ...credential(registration.credential_id),
      response: {
        clientDataJSON: base64url(registration.clientDataJSON),
        attestationObject: base64url(registration.attestationObject),
        transports: [],
        publicKeyAlgorithm: decoded.alg,
      },
    },
  },
  authentication: {
    options: {
      rpId: file.rpId,
      challenge: base64url(authentication.challenge),
      allowCredentials: [{ type: 'public-key', id: base64url(registration.credential_id) }],
    },
    response: {
      ...credential(registration.credential_id),
      response: {
        clientDataJSON: base64url(authentication.clientDataJSON),
        authenticatorData: base64url(authentication.authenticatorData),
        signature: base64url(authentication.signature),
      },
    },
  },
}))

function credential(id: string) {
  const text = base64url(id)
  return { id: text, rawId: text, type: 'public-key', clientExtensionResults: {} }
}

/** Converts hexadecimal to base64url, without Latchkey's own encoder, which the tests judge. */
function base64url(hex: string): string {
  const characters = hex.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16)))
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
