import type { FaultChange } from '../../../shared/fault-outcome'
import { encodeCbor, type CborValue } from '../encoding/cbor'
import { FORMAT_ROWS } from '../authenticator/attestation/formats'
import type { Attested, AttestationStatement } from '../authenticator/attestation/statement'
import type { AttestationFormat } from '../authenticator/description'
import type { SigningKey } from '../authenticator/ports'
import { attestationObjectChange, statementChanges } from './changes'
import { NotApplicable, type About, type AttestationParts, type Fault } from './fault'

/** The attestation of a genuine answer, as the relying party gets it. */
export interface GenuineAttestation {
  readonly format: AttestationFormat
  readonly statement: AttestationStatement
}

/** What the statement attests. */
interface Subject {
  readonly authenticatorData: Uint8Array
  readonly clientDataHash: Uint8Array
  readonly credentialId: Uint8Array
  readonly signer: SigningKey
}

/** The attestation of an answer with a fault. */
export class FaultyAttestation {
  readonly changes: FaultChange[] = []
  readonly #about: About
  readonly #attested: Attested
  readonly #format: AttestationFormat
  #statement: AttestationStatement

  constructor(
    { format, statement }: GenuineAttestation,
    about: About,
    { authenticatorData, clientDataHash, credentialId, signer }: Subject,
  ) {
    const { description, passkey, authority, options } = about
    const { aaguid, packedAttestation, enterpriseRpIds } = description
    this.#about = about
    this.#format = format
    this.#statement = statement
    this.#attested = {
      algorithm: passkey.algorithm,
      signingKey: signer,
      credentialId,
      authenticatorData,
      clientDataHash,
      aaguid,
      packedAttestation,
      enterprise:
        'attestation' in options &&
        options.attestation === 'enterprise' &&
        enterpriseRpIds.includes(passkey.rpId),
      authority,
    }
  }

  /** Attests again after a change of the attested data. */
  async attestAgain(): Promise<void> {
    this.#statement = await FORMAT_ROWS[this.#format].makeStatement(this.#attested)
  }

  /** @returns the attestation object, CBOR. @throws {NotApplicable} */
  async change(fault: Fault): Promise<Uint8Array> {
    const { authenticatorData } = this.#attested
    const parts = { ...(await this.#changedStatement(fault)), authenticatorData }
    const encoded = encode(parts)
    const changed = fault.attestationObject?.(parts, this.#about) ?? encoded
    this.changes.push(...attestationObjectChange(encoded, changed, this.#about.options))
    return changed
  }

  async #changedStatement(fault: Fault): Promise<Pick<AttestationParts, 'format' | 'statement'>> {
    const genuine = { format: this.#format, statement: this.#statement }
    if (!fault.statement) return genuine
    if (this.#format === 'none') throw new NotApplicable('the answer has no attestation')
    const changed = await fault.statement({ ...genuine, attested: this.#attested }, this.#about)
    this.changes.push(...statementChanges(genuine, changed))
    return changed
  }
}

function encode({ format, statement, authenticatorData }: AttestationParts): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['fmt', format],
      ['attStmt', statement],
      ['authData', authenticatorData],
    ]),
  )
}
