/** The files that a relying party installs to trust Latchkey's attestation. */
import type { AttestationFileKind } from '../../../../../shared/attestation-file'
import type { AuthenticatorDescription } from '../../description'
import { toPem } from '../certificate'
import { u2fAttestationKey } from '../fido-u2f'
import { mockName } from '../names'
import type { CertificateProfile } from '../ports'
import type { RootAuthority } from '../root-authority'
import { makeMetadataBlob } from './metadata-blob'
import { fido2Statement, u2fStatement, type MetadataStatement } from './metadata-statement'

export interface AttestationFile {
  readonly name: string
  readonly text: string
}

/** The profile of the key that signs the BLOB. */
const SIGNER: CertificateProfile = {
  subject: mockName('Latchkey mock metadata signer'),
  extensions: [],
}

export class AttestationFiles {
  readonly #authority: RootAuthority
  readonly #descriptions: () => readonly AuthenticatorDescription[]
  readonly #now: () => number

  /** @param descriptions reads the FIDO2 authenticators. The active one comes first. */
  constructor(
    authority: RootAuthority,
    descriptions: () => readonly AuthenticatorDescription[],
    now: () => number,
  ) {
    this.#authority = authority
    this.#descriptions = descriptions
    this.#now = now
  }

  /** @throws when the root cannot be read or stored. */
  async make(kind: AttestationFileKind): Promise<AttestationFile> {
    switch (kind) {
      case 'root':
        return { name: 'latchkey-root.pem', text: toPem(await this.#authority.rootCertificate()) }
      case 'statement':
        return { name: 'latchkey-metadata.json', text: json((await this.#fido2())[0]) }
      case 'u2f-statement':
        return { name: 'latchkey-u2f-metadata.json', text: json(await this.#u2f()) }
      case 'blob':
        return { name: 'latchkey-mds.jwt', text: await this.#blob() }
    }
  }

  async #fido2(): Promise<readonly MetadataStatement[]> {
    const root = await this.#authority.rootCertificate()
    return this.#descriptions().map((description) => fido2Statement(description, root))
  }

  async #u2f(): Promise<MetadataStatement> {
    const { signingKey } = await u2fAttestationKey(this.#authority)
    return u2fStatement(signingKey, await this.#authority.rootCertificate())
  }

  async #blob(): Promise<string> {
    const signer = await this.#authority.certifiedKey('metadata', SIGNER)
    return makeMetadataBlob([...(await this.#fido2()), await this.#u2f()], signer, this.#now())
  }
}

function json(statement: MetadataStatement | undefined): string {
  return `${JSON.stringify(statement, null, 2)}\n`
}
