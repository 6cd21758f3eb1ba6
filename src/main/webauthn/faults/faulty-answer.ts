/** Applies a fault to a genuine answer. Before that, the passkey is stored and its counter recorded. */
import { createHash } from 'node:crypto'
import { decodeBase64Url, encodeBase64Url } from '../../../shared/base64url'
import type { FaultChange } from '../../../shared/fault-outcome'
import type { CredentialJson, RegistrationResponseJson } from '../../../shared/webauthn-json'
import type { SigningKey } from '../authenticator/ports'
import { concat } from '../encoding/bytes'
import { putTogether, takeApart, type AuthenticatorDataParts } from './authenticator-data-parts'
import { authenticatorDataChanges, changeOf, responseChanges } from './changes'
import { FaultyAttestation, type GenuineAttestation } from './faulty-attestation'
import { NotApplicable, type About, type Fault, type JsonObject } from './fault'

export interface FaultyAnswer {
  /** The response for the page. A faulty response need not have the members of a genuine one. */
  readonly response: CredentialJson
  readonly changes: readonly FaultChange[]
  readonly delayMs: number
}

/**
 * @param attestation of a registration, as the relying party gets it.
 * @throws {NotApplicable}
 */
export async function faultyAnswer(
  fault: Fault,
  genuine: CredentialJson,
  attestation: GenuineAttestation | null,
  about: About,
): Promise<FaultyAnswer> {
  if (fault.needsJson && !about.isJson)
    throw new NotApplicable('a page gets an object, which cannot be so')
  const answer = new AnswerInParts(genuine, about)
  await answer.changeWhatIsSigned(fault)
  const signer = (await fault.signer?.(about)) ?? about.key
  if (attestation) await answer.attest(fault, attestation, signer)
  else await answer.sign(fault, signer)
  await answer.changeResponse(fault)
  const delayMs = fault.delayMs?.(about) ?? 0
  const delay = changeOf('time of the answer', 'at once', inSeconds(delayMs))
  return { response: answer.response, changes: [...answer.changes, ...delay], delayMs }
}

class AnswerInParts {
  readonly changes: FaultChange[] = []
  readonly #about: About
  readonly #genuineData: AuthenticatorDataParts
  #json: JsonObject
  #clientData: Uint8Array
  #data: AuthenticatorDataParts

  constructor(genuine: CredentialJson, about: About) {
    this.#about = about
    this.#json = genuine as unknown as JsonObject
    this.#clientData = decodeBase64Url(genuine.response.clientDataJSON)
    this.#data = takeApart(decodeBase64Url(genuine.response.authenticatorData), about.key.coseKey)
    this.#genuineData = this.#data
  }

  /** The cast is safe, because only the page's own code reads a faulty answer. */
  get response(): CredentialJson {
    return this.#json as unknown as CredentialJson
  }

  async changeWhatIsSigned(fault: Fault): Promise<void> {
    const clientData = (await fault.clientData?.(this.#clientData, this.#about)) ?? this.#clientData
    const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    this.changes.push(...changeOf('client data', text(this.#clientData), text(clientData)))
    this.#clientData = clientData
    this.#data = (await fault.authenticatorData?.(this.#data, this.#about)) ?? this.#data
    this.changes.push(...authenticatorDataChanges(this.#genuineData, this.#data))
  }

  async attest(fault: Fault, genuine: GenuineAttestation, signer: SigningKey): Promise<void> {
    const attestation = new FaultyAttestation(genuine, this.#about, {
      authenticatorData: this.#authenticatorData,
      clientDataHash: this.#clientDataHash,
      credentialId: this.#data.attested?.credentialId ?? this.#about.passkey.credentialId,
      signer,
    })
    if (this.#isSignedAgain(fault)) await attestation.attestAgain()
    const attestationObject = await attestation.change(fault)
    this.changes.push(...attestation.changes)
    this.#setResponse({ attestationObject: encodeBase64Url(attestationObject) })
  }

  async sign(fault: Fault, signer: SigningKey): Promise<void> {
    const data = concat(this.#authenticatorData, this.#clientDataHash)
    const { signature: genuine } = this.#json.response as { readonly signature: string }
    const signature = this.#isSignedAgain(fault) ? signer.sign(data) : decodeBase64Url(genuine)
    const changed = (await fault.signature?.(signature, this.#about, data)) ?? signature
    this.changes.push(...changeOf('signature', signature, changed))
    this.#setResponse({ signature: encodeBase64Url(changed) })
  }

  async changeResponse(fault: Fault): Promise<void> {
    const changed = (await fault.response?.(this.#json, this.#about)) ?? this.#json
    this.changes.push(...responseChanges(this.#json, changed, this.#about.options))
    this.#json = changed
  }

  get #authenticatorData(): Uint8Array {
    return putTogether(this.#data)
  }

  get #clientDataHash(): Uint8Array {
    return new Uint8Array(createHash('sha256').update(this.#clientData).digest())
  }

  #isSignedAgain({ clientData, authenticatorData, signer }: Fault): boolean {
    return [clientData, authenticatorData, signer].some((change) => change !== undefined)
  }

  #setResponse(members: Partial<RegistrationResponseJson['response'] & { signature: string }>) {
    const response = {
      ...(this.#json.response as object),
      clientDataJSON: encodeBase64Url(this.#clientData),
      authenticatorData: encodeBase64Url(this.#authenticatorData),
      ...members,
    }
    this.#json = { ...this.#json, response }
  }
}

function inSeconds(ms: number): string {
  return ms === 0 ? 'at once' : `after ${ms / 1000} seconds`
}
