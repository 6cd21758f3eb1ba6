/** The only place where the client applies an armed fault to an answer. */
import type { FaultId } from '../../../shared/fault'
import type { FaultOutcome } from '../../../shared/fault-outcome'
import type {
  CreationOptionsJson,
  CredentialJson,
  RequestOptionsJson,
} from '../../../shared/webauthn-json'
import type { Randomness } from '../../platform/ports'
import { untilAborted } from '../../platform/until-aborted'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { Algorithm, AuthenticatorPorts, Passkey } from '../authenticator/ports'
import { FAULT_ROWS } from './fault-rows'
import { faultyAnswer, type FaultyAnswer } from './faulty-answer'
import type { GenuineAttestation } from './faulty-attestation'
import { NotApplicable, type About, type Fault } from './fault'
import type { FaultSource } from './ports'

/** The answer of a successful ceremony, and its origin. */
export interface GenuineAnswer<T extends CredentialJson> {
  readonly kind: 'create' | 'get'
  readonly origin: string
  /** Whether the caller gets the response as JSON instead of a page's object. */
  readonly isJson: boolean
  readonly options: CreationOptionsJson | RequestOptionsJson
  readonly response: T
  readonly passkey: Passkey
  /** The attestation that the relying party gets; null for a sign-in. */
  readonly attestation: GenuineAttestation | null
  readonly authenticator: AuthenticatorDescription
  readonly access: Pick<AuthenticatorPorts, 'store' | 'signingKeys' | 'authority'>
}

export interface FaultPorts {
  readonly algorithms: ReadonlyMap<number, Algorithm>
  readonly random: Randomness
  readonly now: () => number
  readonly after: (ms: number, callback: () => void) => () => void
  /** Called when a fault starts to delay the answer. */
  readonly heldBack: (fault: FaultId, delayMs: number) => void
}

export interface Answered<T extends CredentialJson> {
  readonly response: T
  /** null when no fault was armed. */
  readonly fault: FaultOutcome | null
}

/**
 * @param signal ends the delay of a fault.
 * @throws {unknown} the reason of `signal`.
 */
export async function answerWithFault<T extends CredentialJson>(
  genuine: GenuineAnswer<T>,
  source: FaultSource,
  ports: FaultPorts,
  signal: AbortSignal,
): Promise<Answered<T>> {
  const { kind, origin, response, passkey } = genuine
  const earlier = source.remember(kind, passkey.rpId, response)
  const id = source.take(kind, origin)
  if (id === null) return { response, fault: null }
  const applied = await apply(id, genuine, { ...aboutOf(genuine, ports), earlier })
  if (typeof applied === 'string') return { response, fault: { id, notApplied: applied } }
  if (applied.delayMs > 0) {
    const over = wait(applied.delayMs, ports)
    ports.heldBack(id, applied.delayMs)
    await untilAborted(signal, over)
  }
  return { response: applied.response as T, fault: { id, changes: [...applied.changes] } }
}

/** @returns a string that says why the fault cannot be applied. */
async function apply(
  id: FaultId,
  { response, attestation }: GenuineAnswer<CredentialJson>,
  about: About,
): Promise<FaultyAnswer | string> {
  try {
    const fault: Fault = FAULT_ROWS[id]
    const answer = await faultyAnswer(fault, response, attestation, about)
    const isApplied = answer.changes.length > 0 || fault.mayHoldAlready
    return isApplied ? answer : 'it changes no part of this answer'
  } catch (error) {
    if (error instanceof NotApplicable) return error.message
    throw error
  }
}

function aboutOf(
  {
    kind,
    origin,
    isJson,
    options,
    passkey,
    attestation,
    authenticator,
    access,
  }: GenuineAnswer<CredentialJson>,
  { algorithms, random, now }: FaultPorts,
): Omit<About, 'earlier'> {
  const { store, signingKeys, authority } = access
  const isOther = ({ credentialId }: Passkey) =>
    Buffer.compare(credentialId, passkey.credentialId) !== 0
  return {
    kind,
    origin,
    isJson,
    options,
    passkey: store.find(passkey.credentialId) ?? passkey,
    isAttested: attestation !== null && attestation.format !== 'none',
    key: signingKeys.of(passkey),
    description: authenticator,
    authority,
    algorithms,
    random,
    now,
    others: store.listByRp(passkey.rpId).filter(isOther),
    keyOf: (other) => signingKeys.of(other),
  }
}

function wait(ms: number, { after }: FaultPorts): Promise<void> {
  return new Promise((resolve) => void after(ms, resolve))
}
