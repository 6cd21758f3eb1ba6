import type { CborValue } from '../../encoding/cbor'
import { androidKey } from './android-key'
import { apple } from './apple'
import { withCertificate } from './packed'
import type { Attested, AttestationFormatRow, AttestationStatement } from './statement'
import { tpm } from './tpm'

/** The formats that may accompany `packed`. The first one that can attest the key is used. */
const COMPANIONS: readonly (readonly [format: string, row: AttestationFormatRow])[] = [
  ['tpm', tpm],
  ['android-key', androidKey],
  ['apple', apple],
]

/**
 * `compound`, WebAuthn §8.9: two statements about one key, `packed` and one other. It attests only keys that the other format
 * can also attest. `fido-u2f` cannot be a part, because it requires an AAGUID of zeros.
 */
export const compound: AttestationFormatRow = {
  canAttest: (algorithm) => companion(algorithm) !== undefined,
  makeStatement: async (attested) => {
    const [format, row] = companion(attested.algorithm) ?? impossible(attested)
    return [
      entry('packed', await withCertificate(attested)),
      entry(format, await row.makeStatement(attested)),
    ]
  },
}

function companion(algorithm: number) {
  return COMPANIONS.find(([, { canAttest }]) => canAttest(algorithm))
}

function entry(fmt: string, attStmt: AttestationStatement) {
  return new Map<string, CborValue>([
    ['fmt', fmt],
    ['attStmt', attStmt],
  ])
}

function impossible({ algorithm }: Attested): never {
  throw new Error(`no second statement can attest a key of algorithm ${algorithm}`)
}
