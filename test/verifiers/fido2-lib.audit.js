/** fido2-lib as a server uses it. It expects byte strings as ids. */
import { Fido2Lib } from 'fido2-lib'
import { accountOf, checkUser, keepCredential, origin, rpId } from './options.js'

export { authenticationOptions, origin, registrationOptions } from './options.js'

const library = new Fido2Lib({ rpId, attestation: 'direct', cryptoParams: [-7] })

function bytesOf(base64url) {
  const bytes = Buffer.from(base64url, 'base64url')
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
}

function received({ id, rawId, response }) {
  const { userHandle, authenticatorData } = response
  return {
    id: bytesOf(id),
    rawId: bytesOf(rawId),
    response: {
      ...response,
      ...(authenticatorData !== undefined && { authenticatorData: bytesOf(authenticatorData) }),
      ...(userHandle !== undefined && { userHandle }),
    },
  }
}

const idOf = ({ authnrData }) => Buffer.from(authnrData.get('credId')).toString('base64url')

const expectedOf = ({ challenge }) => ({ challenge, origin, rpId, factor: 'first' })

export async function verifyRegistration(response, user) {
  const account = accountOf(user)
  const result = await library.attestationResult(received(response), expectedOf(account))
  keepCredential({ id: idOf(result) }, account)
  account.publicKey = result.authnrData.get('credentialPublicKeyPem')
  account.counter = result.authnrData.get('counter')
}

export async function verifyAuthentication(response, user) {
  const account = accountOf(user)
  checkUser(response, account)
  const result = await library.assertionResult(received(response), {
    ...expectedOf(account),
    publicKey: account.publicKey,
    prevCounter: account.counter,
    userHandle: account.userId,
  })
  account.counter = result.authnrData.get('counter')
}
