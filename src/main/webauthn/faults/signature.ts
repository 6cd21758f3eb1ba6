/** Changes of the signature. */
import type { SIGNATURE_FAULTS } from '../../../shared/faults/signature-faults'
import type { Fault } from './fault'

type Id = (typeof SIGNATURE_FAULTS)[number]['id']

export const SIGNATURE_CHANGES: Readonly<Record<Id, Fault>> = {
  'signature-flipped': { signature: (signature) => withLastBitFlipped(signature) },
}

function withLastBitFlipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte))
}
