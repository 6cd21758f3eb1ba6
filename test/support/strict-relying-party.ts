/** A relying party with a memory, which uses the strict verifier: challenges, users, credential records and trusted roots. */
import { randomBytes, X509Certificate } from 'node:crypto'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../src/shared/webauthn-json'
import { readCanonicalCbor } from './canonical-cbor'
import {
  checkSignCount,
  verifyAuthentication,
  verifyRegistration,
  type Expected,
  type Registered,
} from './strict-verifier'

const RP_ID = 'example.org'

/** The options that a test sets beyond the defaults. */
export interface Wanted {
  readonly attestation?: 'none' | 'direct'
  readonly attestationFormats?: readonly string[]
  /** Whether the page names the user's passkeys. */
  readonly namesPasskeys?: boolean
  /** Inputs of extensions. */
  readonly extensions?: object
}

/** How long the answer took, in milliseconds. */
interface Took {
  readonly ageMs: number
}

type Page = Pick<Expected, 'origin' | 'crossOrigin' | 'topOrigin'>

export class StrictRelyingParty {
  /** Who is trusted to attest; undefined: every chain. */
  roots: readonly X509Certificate[] | undefined
  readonly #page: Page
  readonly #now: () => number
  readonly #records = new Map<string, Registered & { readonly userHandle: string }>()
  #challenge = ''
  #userHandle = ''
  #namesPasskeys = false

  constructor(page: Page, now: () => number) {
    this.#page = page
    this.#now = now
  }

  /** PublicKeyCredentialCreationOptionsJSON for a new user. */
  creationOptions({
    attestation = 'none',
    attestationFormats = [],
    extensions = { credProps: true },
  }: Wanted = {}) {
    this.#userHandle = newText()
    return {
      rp: { id: RP_ID, name: 'Example' },
      user: { id: this.#userHandle, name: 'ada', displayName: 'Ada' },
      challenge: this.#newChallenge(),
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation,
      attestationFormats: [...attestationFormats],
      timeout: 300_000,
      extensions,
    }
  }

  /** PublicKeyCredentialRequestOptionsJSON. */
  requestOptions({ namesPasskeys = false, extensions }: Wanted = {}) {
    this.#namesPasskeys = namesPasskeys
    const allowed = namesPasskeys ? [...this.#records.keys()] : []
    return {
      challenge: this.#newChallenge(),
      rpId: RP_ID,
      allowCredentials: allowed.map((id) => ({ type: 'public-key', id })),
      userVerification: 'required',
      timeout: 300_000,
      ...(extensions && { extensions }),
    }
  }

  /** @throws when the relying party refuses; then it has kept nothing. */
  register(response: RegistrationResponseJson, { ageMs }: Took = { ageMs: 0 }): Registered {
    const { roots } = this
    const registered = verifyRegistration(response, {
      ...this.#expected(ageMs),
      algorithms: [-7, -257],
      registeredIds: new Set(this.#records.keys()),
      ...(roots && { trust: { roots, now: this.#now() } }),
    })
    this.#records.set(registered.id, { ...registered, userHandle: this.#userHandle })
    return registered
  }

  /** @throws when the relying party refuses; then it has kept nothing. */
  signIn(response: AuthenticationResponseJson, { ageMs }: Took = { ageMs: 0 }): void {
    const record = this.#records.get(response.id)
    if (!record) throw new Error('step 6: no such credential')
    const user = { handle: record.userHandle, isKnownBefore: this.#namesPasskeys }
    const { flags, signCount } = verifyAuthentication(response, record, {
      ...this.#expected(ageMs),
      allowedIds: this.#namesPasskeys ? [...this.#records.keys()] : [],
      user,
    })
    checkSignCount(signCount, record)
    this.#records.set(record.id, { ...record, flags, signCount })
  }

  /** A snapshot of the relying party's memory. */
  snapshot(): () => void {
    const records = new Map(this.#records)
    return () => {
      this.#records.clear()
      for (const [id, record] of records) this.#records.set(id, record)
    }
  }

  /** Knows a credential from elsewhere. */
  keep(record: Registered, userHandle: string): void {
    this.#records.set(record.id, { ...record, userHandle })
  }

  #expected(ageMs: number): Expected {
    return {
      ...this.#page,
      challenge: this.#challenge,
      rpId: RP_ID,
      userVerification: 'required',
      ageMs,
    }
  }

  #newChallenge(): string {
    return (this.#challenge = newText())
  }
}

/** The last certificate of an `android-key` statement, which is its root. */
export function rootIn({ response }: RegistrationResponseJson): X509Certificate {
  const object = readCanonicalCbor(Buffer.from(response.attestationObject, 'base64url'))
  const statement = (object as ReadonlyMap<string, unknown>).get('attStmt')
  const x5c = (statement as ReadonlyMap<string, readonly Uint8Array[]>).get('x5c') ?? []
  return new X509Certificate(x5c.at(-1) ?? new Uint8Array())
}

function newText(): string {
  return randomBytes(32).toString('base64url')
}
