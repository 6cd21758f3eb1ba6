/** Changes of the signature of a sign-in. */
import type { SIGNATURE_FAULTS } from '../../../shared/faults/signature-faults'
import { ES256 } from '../authenticator/algorithms/ids'
import { concat } from '../encoding/bytes'
import {
  derOf,
  hasHighS,
  longDerOf,
  rawOf,
  readSignature,
  withOtherS,
  type EcdsaSignature,
} from './ecdsa-signature'
import { NotApplicable, type Fault } from './fault'
import { withBitFlipped, withLastBitFlipped } from './flipped'
import { otherKey } from './keys'

type Id = (typeof SIGNATURE_FAULTS)[number]['id']

const HASH_BYTES = 32
const SIGN_COUNT_END = 36

export const SIGNATURE_CHANGES: Readonly<Record<Id, Fault>> = {
  'signature-flipped': { signature: (signature) => withLastBitFlipped(signature) },
  'signature-truncated': { signature: (signature) => signature.slice(0, -1) },
  'signature-empty': { signature: () => new Uint8Array() },
  'signature-zeros': {
    signature: (signature, { passkey }) =>
      passkey.algorithm === ES256 ? derOf({ r: 0n, s: 0n }) : new Uint8Array(signature.length),
  },
  'signature-of-other-key': {
    signature: async (_, about, data) => (await otherKey(about)).sign(data),
  },
  'signature-over-other-data': {
    signature: (_, { key }, data) => key.sign(withBitFlipped(data, SIGN_COUNT_END)),
  },
  'signature-of-other-challenge': {
    signature: (_, { key, random }, data) =>
      key.sign(concat(data.slice(0, -HASH_BYTES), random.bytes(HASH_BYTES))),
  },
  'signature-without-authenticator-data': {
    signature: (_, { key }, data) => key.sign(data.slice(-HASH_BYTES)),
  },
  'signature-raw': es256(rawOf),
  'signature-trailing-byte': es256((own) => concat(derOf(own), Uint8Array.of(0))),
  'signature-not-der': es256(longDerOf),
  'signature-high-s': {
    ...es256((own) => derOf(hasHighS(own) ? own : withOtherS(own))),
    mayHoldAlready: true,
  },
  'signature-low-s': {
    ...es256((own) => derOf(hasHighS(own) ? withOtherS(own) : own)),
    mayHoldAlready: true,
  },
}

function es256(encode: (signature: EcdsaSignature) => Uint8Array): Fault {
  return {
    signature: (signature, { passkey }) => {
      if (passkey.algorithm !== ES256)
        throw new NotApplicable('the passkey’s key is not an ES256 key')
      return encode(readSignature(signature))
    },
  }
}
