// #region recipe
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { accountOf, checkUser, keepCredential, origin, rpId } from './options.js'

export { authenticationOptions, origin, registrationOptions } from './options.js'

export async function verifyRegistration(response, user) {
  const account = accountOf(user)
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: account.challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    supportedAlgorithmIDs: [-7],
  })
  if (!result.verified) return result
  account.credential = result.registrationInfo.credential
  keepCredential(account.credential, account)
  return result
}

export async function verifyAuthentication(response, user) {
  const account = accountOf(user)
  checkUser(response, account)
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: account.challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    credential: account.credential,
  })
  account.credential.counter = result.authenticationInfo.newCounter
  return result
}
// #endregion
