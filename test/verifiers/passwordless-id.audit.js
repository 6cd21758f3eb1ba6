/** @passwordless-id/webauthn as a server uses it. */
import { server } from '@passwordless-id/webauthn'
import { accountOf, checkUser, keepCredential, origin, rpId } from './options.js'

export { authenticationOptions, origin, registrationOptions } from './options.js'

const expectedOf = ({ challenge }) => ({ challenge, origin, domain: rpId, userVerified: true })

export async function verifyRegistration(response, user) {
  const account = accountOf(user)
  const registration = await server.verifyRegistration(
    { ...response, user: { name: user.userName } },
    expectedOf(account),
  )
  account.credential = registration.credential
  keepCredential(account.credential, account)
  account.counter = registration.authenticator.counter
}

export async function verifyAuthentication(response, user) {
  const account = accountOf(user)
  checkUser(response, account)
  const expected = { ...expectedOf(account), counter: account.counter }
  const { counter } = await server.verifyAuthentication(response, account.credential, expected)
  account.counter = counter
}
