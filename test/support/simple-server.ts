/** SimpleWebAuthn's server library as a relying party for an audit, with accounts in memory. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type WebAuthnCredential,
} from '@simplewebauthn/server'
import type { ServerCallbacks } from '../../playwright/audit/relying-party'

interface Account {
  challenge: string
  credential?: WebAuthnCredential
}

/** @param origin of the site. Its host is the RP ID. */
export function simpleServer(origin = 'https://login.example.org'): ServerCallbacks {
  const rpID = new URL(origin).hostname
  const accounts = new Map<string, Account>()
  const expected = (challenge: string) => ({
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
  })
  return {
    origin,
    registrationOptions: async ({ userName }) => {
      const options = await generateRegistrationOptions({
        rpName: 'Example',
        rpID,
        userName,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      accounts.set(userName, { challenge: options.challenge })
      return options
    },
    verifyRegistration: async (response, { userName }) => {
      const account = accounts.get(userName)!
      const result = await verifyRegistrationResponse({
        response,
        ...expected(account.challenge),
      })
      if (result.verified) account.credential = result.registrationInfo.credential
      return result
    },
    authenticationOptions: async ({ userName }) => {
      const options = await generateAuthenticationOptions({
        rpID,
        userVerification: 'required',
      })
      accounts.get(userName)!.challenge = options.challenge
      return options
    },
    verifyAuthentication: async (response, { userName }) => {
      const { challenge, credential } = accounts.get(userName)!
      return verifyAuthenticationResponse({
        response,
        ...expected(challenge),
        credential: credential!,
      })
    },
  }
}
