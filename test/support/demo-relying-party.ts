import type { SignInResult } from '../../demo/answers'
import { RelyingParty } from '../../demo/relying-party'
import type { RegistrationRequest } from '../../demo/schemas'
import type { AccountState } from '../../demo/state'
import { SoftPasskey } from './soft-passkey'

export const origin = 'http://localhost:47810'
export const ada = { userName: 'ada@example.org', displayName: 'Ada Lovelace' }
export const grace = { userName: 'grace@example.org', displayName: 'Grace Hopper' }

/** A registration that is accepted; give only the fields that the test is about. */
export function registrationRequest(
  fields: Partial<RegistrationRequest> = {},
): RegistrationRequest {
  return { ...ada, residentKey: 'required', attestation: 'none', ...fields }
}

/** The demo's relying party without accounts, with one session and passkeys to use there. */
export function demoRelyingParty() {
  let now = Date.UTC(2026, 0, 1)
  let changes = 0
  const rp = new RelyingParty({
    origin,
    rpId: 'localhost',
    now: () => now,
    changed: () => changes++,
  })
  const session = rp.sessions.open(undefined)

  async function register(fields: Partial<RegistrationRequest> = {}): Promise<SoftPasskey> {
    const passkey = new SoftPasskey(origin)
    const options = await rp.beginRegistration(session, registrationRequest(fields))
    await rp.finishRegistration(session, passkey.register(options))
    return passkey
  }

  async function signIn(
    passkey: SoftPasskey,
    assertion: Parameters<SoftPasskey['signIn']>[1] = {},
    userName?: string,
  ): Promise<SignInResult> {
    const options = await rp.beginSignIn(session, userName === undefined ? {} : { userName })
    return rp.finishSignIn(session, passkey.signIn(options, assertion))
  }

  return {
    rp,
    session,
    register,
    signIn,
    /** The first account. */
    account: (): AccountState => rp.state(session).accounts[0]!,
    changes: () => changes,
    passTime: (milliseconds: number) => (now += milliseconds),
  }
}
