/**
 * The relying party: creates options, checks responses, and decides what to signal to the user's authenticators
 * (WebAuthn §7 and §5.1.10). `routes.ts` has the HTTP side.
 */
import { randomBytes } from 'node:crypto'
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { Accounts, withoutPasskey, withPasskey, type Account, type Names } from './accounts'
import type { Done, SignInResult } from './answers'
import { checkAssertion } from './assertion'
import { ALGORITHMS, checkAttestation } from './attestation'
import { challengeOf } from './client-data'
import { Refusal } from './refusal'
import type {
  AcceptedRequest,
  RegistrationRequest,
  RegistrationResponse,
  RemovalRequest,
  SignInRequest,
  SignInResponse,
} from './schemas'
import { Sessions, type Registration, type Session } from './sessions'
import { acceptedCredentials, currentUser, unknownCredential } from './signals'
import { stateOf, type State } from './state'

/** How long a ceremony may take. */
const TIMEOUT_MS = 5 * 60_000

/** Bytes of `user.id`. */
const USER_ID_BYTES = 32

export interface RelyingPartyOptions {
  /** The page's exact origin. */
  readonly origin: string
  readonly rpId: string
  /** Milliseconds since the Unix epoch. */
  readonly now?: () => number
  /** Called after every change of the state that pages show. */
  readonly changed?: () => void
}

export class RelyingParty {
  readonly sessions: Sessions
  readonly #accounts = new Accounts()
  readonly #origin: string
  readonly #rpId: string
  readonly #changed: () => void

  constructor({ origin, rpId, now = Date.now, changed = () => undefined }: RelyingPartyOptions) {
    this.sessions = new Sessions(now)
    this.#origin = origin
    this.#rpId = rpId
    this.#changed = changed
  }

  state(session: Session): State {
    return stateOf(this.#accounts.list(), session, this.#rpId)
  }

  /**
   * Begins a registration (§7.1): for a new account, or for another passkey of the account that is signed in.
   *
   * @throws {Refusal} when the user name belongs to an account that is not signed in.
   */
  async beginRegistration(
    session: Session,
    { userName, displayName, residentKey, attestation }: RegistrationRequest,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const account = this.#ownAccountFor(session, userName)
    const userID = account ? Buffer.from(account.userId, 'base64url') : randomBytes(USER_ID_BYTES)
    const options = await generateRegistrationOptions({
      rpName: 'Latchkey demo',
      rpID: this.#rpId,
      userID: new Uint8Array(userID),
      userName,
      userDisplayName: displayName,
      timeout: TIMEOUT_MS,
      attestationType: attestation,
      supportedAlgorithmIDs: ALGORITHMS,
      excludeCredentials: account?.passkeys.map(descriptor) ?? [],
      authenticatorSelection: { residentKey, userVerification: 'preferred' },
    })
    this.sessions.begin(session, {
      kind: 'registration',
      challenge: options.challenge,
      for: { userId: options.user.id, userName, displayName },
    })
    return options
  }

  /**
   * Ends a registration: keeps the public key and signs the account in.
   *
   * @throws {Refusal} when the session began no such ceremony, or the response does not verify.
   */
  async finishRegistration(session: Session, response: RegistrationResponse): Promise<Done> {
    const begun = this.sessions.take(session, 'registration', challengeOf(response))
    if (!begun) throw new Refusal(409, 'No registration was begun here, or its time is over.')
    const passkey = await checkAttestation({
      response,
      challenge: begun.challenge,
      origin: this.#origin,
      rpId: this.#rpId,
    })
    if (this.#accounts.withCredential(passkey.credential.id))
      throw new Refusal(409, 'This passkey is registered already.')
    const account = withPasskey(this.#accountOf(session, begun.for), passkey)
    session.signedIn = this.#accounts.save(account).userId
    this.#changed()
    return { signals: [] }
  }

  /**
   * Begins a sign-in (§7.2), with the passkeys of the named account, or with any discoverable passkey.
   *
   * @throws {Refusal} when no account has the user name. A real relying party would not reveal this.
   */
  async beginSignIn(
    session: Session,
    { userName }: SignInRequest,
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const account = userName === undefined ? null : this.#accounts.withUserName(userName)
    if (account === undefined) throw new Refusal(404, 'No account has this user name.')
    if (account?.passkeys.length === 0) throw new Refusal(404, 'This account has no passkey.')
    const options = await generateAuthenticationOptions({
      rpID: this.#rpId,
      timeout: TIMEOUT_MS,
      allowCredentials: account?.passkeys.map(descriptor) ?? [],
    })
    this.sessions.begin(session, {
      kind: 'sign-in',
      challenge: options.challenge,
      userId: account?.userId ?? null,
    })
    return options
  }

  /**
   * Ends a sign-in. A failed check is a result and not a refusal, because the page shows which check failed.
   *
   * @throws {Refusal} when the session began no such ceremony.
   */
  async finishSignIn(session: Session, response: SignInResponse): Promise<SignInResult> {
    const begun = this.sessions.take(session, 'sign-in', challengeOf(response))
    if (!begun) throw new Refusal(409, 'No sign-in was begun here, or its time is over.')
    const account = this.#accounts.withCredential(response.id)
    const { check, passkey } = await checkAssertion({
      response,
      account,
      challenge: begun.challenge,
      namedUserId: begun.userId,
      origin: this.#origin,
      rpId: this.#rpId,
    })
    if (!account) return { ...check, signals: [unknownCredential(this.#rpId, response.id)] }
    if (!passkey) return { ...check, signals: [] }

    session.signedIn = account.userId
    const current = this.#accounts.save(withPasskey(account, passkey))
    this.#changed()
    return { ...check, signals: [acceptedCredentials(this.#rpId, current)] }
  }

  /**
   * Changes the account's names.
   *
   * @throws {Refusal} when the session is not signed in, or the new user name is taken.
   */
  saveNames(session: Session, names: Names): Done {
    const account = this.#signedIn(session)
    const holder = this.#accounts.withUserName(names.userName)
    if (holder && holder.userId !== account.userId)
      throw new Refusal(409, 'This user name is taken.')
    const renamed = this.#accounts.save({ ...account, ...names })
    this.#changed()
    return { signals: [currentUser(this.#rpId, renamed)] }
  }

  /**
   * Removes a passkey from the account that is signed in.
   *
   * @throws {Refusal} when the account does not have the passkey.
   */
  removePasskey(session: Session, { credentialId, tellBy }: RemovalRequest): Done {
    const account = this.#signedIn(session)
    const remaining = withoutPasskey(account, credentialId)
    if (remaining.passkeys.length === account.passkeys.length)
      throw new Refusal(404, 'This account has no such passkey.')
    this.#accounts.save(remaining)
    this.#changed()
    const signal =
      tellBy === 'unknownCredential'
        ? unknownCredential(this.#rpId, credentialId)
        : acceptedCredentials(this.#rpId, remaining)
    return { signals: [signal] }
  }

  /**
   * Signals which passkeys the account has: the real list, or a false empty list. Changes no passkey.
   *
   * @throws {Refusal} when the session is not signed in.
   */
  signalAccepted(session: Session, { list }: AcceptedRequest): Done {
    const account = this.#signedIn(session)
    const told = list === 'none' ? { ...account, passkeys: [] } : account
    return { signals: [acceptedCredentials(this.#rpId, told)] }
  }

  /**
   * Deletes the account that is signed in.
   *
   * @throws {Refusal} when the session is not signed in.
   */
  deleteAccount(session: Session): Done {
    const account = this.#signedIn(session)
    this.#accounts.delete(account.userId)
    this.sessions.forgetUser(account.userId)
    this.#changed()
    return { signals: [acceptedCredentials(this.#rpId, { ...account, passkeys: [] })] }
  }

  signOut(session: Session): Done {
    session.signedIn = null
    this.#changed()
    return { signals: [] }
  }

  #signedIn(session: Session): Account {
    const account = session.signedIn === null ? null : this.#accounts.withUserId(session.signedIn)
    if (!account) throw new Refusal(401, 'Sign in first.')
    return account
  }

  /** The account with that user name if it is signed in; undefined when the name is free. */
  #ownAccountFor(session: Session, userName: string): Account | undefined {
    const account = this.#accounts.withUserName(userName)
    if (account && account.userId !== session.signedIn)
      throw new Refusal(409, 'This user name is taken. Sign in to add a passkey to its account.')
    return account
  }

  #accountOf(session: Session, { userId, userName, displayName }: Registration): Account {
    // Checked again: another user may have taken the name while this user was creating the passkey.
    const account = this.#ownAccountFor(session, userName)
    return account ?? { userId, userName, displayName, passkeys: [] }
  }
}

function descriptor({ credential }: Account['passkeys'][number]) {
  return { id: credential.id, transports: credential.transports ?? [] }
}
