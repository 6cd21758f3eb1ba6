/** What every verifier here asks for: ES256, a discoverable passkey, a verified user, and an attestation. */
import { randomBytes } from 'node:crypto'

export const rpId = 'login.example.org'
export const origin = `https://${rpId}`

const accounts = new Map()

/** What the server keeps of an account: the challenge of its ceremony, and later its credential. */
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

/** Libraries leave the user handle to the server (WebAuthn §7.2 step 6). */
export function checkUser({ response }, account) {
  if (response.userHandle !== account.userId) throw new Error('another user handle')
}
