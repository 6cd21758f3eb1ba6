/** The options of every verifier here: ES256, a discoverable passkey, a verified user, and an attestation. */
import { randomBytes } from 'node:crypto'

export const rpId = 'login.example.org'
export const origin = `https://${rpId}`

const accounts = new Map()

/** The data that the server keeps for an account: the challenge of its ceremony, and later its credential. */
export function accountOf({ userName }) {
  const account = accounts.get(userName) ?? { userId: randomBytes(16).toString('base64url') }
  accounts.set(userName, account)
  return account
}

export function registrationOptions(user) {
  const account = accountOf(user)
  account.challenge = randomBytes(32).toString('base64url')
  return {
    rp: { id: rpId, name: 'Example' },
    user: { id: account.userId, name: user.userName, displayName: user.displayName },
    challenge: account.challenge,
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'direct',
  }
}

export function authenticationOptions(user) {
  const account = accountOf(user)
  account.challenge = randomBytes(32).toString('base64url')
  return { rpId, challenge: account.challenge, userVerification: 'required' }
}

/** Every registered credential id, of any account. */
const registered = new Set()

/** Libraries leave the check to the server that no account has the credential (WebAuthn §7.1 step 26). */
export function keepCredential({ id }, account) {
  if (registered.has(id)) throw new Error('the credential is registered already')
  registered.add(id)
  account.credentialId = id
}

/** Libraries leave the check to the server whose credential and user handle it is (WebAuthn §7.2 step 6). */
export function checkUser({ id, response }, account) {
  if (id !== account.credentialId) throw new Error('the account has no such credential')
  if (response.userHandle !== account.userId) throw new Error('another user handle')
}
