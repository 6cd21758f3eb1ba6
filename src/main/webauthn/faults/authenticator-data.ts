/** Changes of the authenticator data outside of the attested credential data. */
import type { AUTHENTICATOR_DATA_FAULTS } from '../../../shared/faults/authenticator-data-faults'
import { concat } from '../encoding/bytes'
import { encodeCbor } from '../encoding/cbor'
import {
  AT,
  BE,
  BS,
  ED,
  RFU1,
  RFU2,
  UP,
  UV,
  type AuthenticatorDataParts,
} from './authenticator-data-parts'
import { NotApplicable, type About, type Fault } from './fault'

type Id = (typeof AUTHENTICATOR_DATA_FAULTS)[number]['id']

const HASH_BYTES = 32
const JUMP = 1000
const AN_EXTENSION = encodeCbor(new Map([['example.unknown', true]]))
const EMPTY_MAP = encodeCbor(new Map())

export const AUTHENTICATOR_DATA_CHANGES: Readonly<Record<Id, Fault>> = {
  'rp-id-hash-wrong': data((_, { random }) => ({ rpIdHash: random.bytes(HASH_BYTES) })),
  'authenticator-data-short': data(({ rpIdHash }) => ({ rpIdHash: rpIdHash.slice(1) })),
  'up-not-set': flags((own) => own & ~UP),
  'uv-not-set': flags((own, about) => {
    if (!requiresVerification(about))
      throw new NotApplicable('the page does not require user verification')
    return own & ~UV
  }),
  'bs-without-be': flags((own) => (own & ~BE) | BS),
  'be-changed': flags((own) => (own & BE ? own & ~(BE | BS) : own | BE)),
  'bs-changed': flags((own) => {
    if (!(own & BE)) throw new NotApplicable('the passkey is not eligible for backup')
    return own ^ BS
  }),
  'sign-count-back': data((own, about) => ({ signCount: countBefore(own, about) - 1 })),
  'sign-count-equal': data((own, about) => ({ signCount: countBefore(own, about) })),
  'sign-count-zero': data((own, about) => {
    countBefore(own, about)
    return { signCount: 0 }
  }),
  'sign-count-jump': data(({ signCount }, { passkey }) => {
    if (passkey.signCount === null) throw new NotApplicable('the passkey has no counter')
    return { signCount: signCount + JUMP }
  }),
  'reserved-flag-1-set': flags((own) => own | RFU1),
  'reserved-flag-5-set': flags((own) => own | RFU2),
  'at-flag-without-data': flags((own) => own | AT),
  'attested-data-in-assertion': data(({ flags: own }, { passkey, key, description }) => ({
    flags: own | AT,
    attested: {
      aaguid: description.aaguid,
      credentialId: passkey.credentialId,
      coseKey: key.coseKey,
    },
  })),
  'at-flag-not-set': flags((own) => own & ~AT),
  'attested-data-missing': data(({ flags: own }) => ({ flags: own & ~AT, attested: null })),
  'ed-flag-without-data': withoutExtensions((own) => ({ flags: own.flags | ED })),
  'ed-flag-not-set': data(({ flags: own, extensions }) => ({
    flags: own & ~ED,
    extensions: extensions.length > 0 ? extensions : AN_EXTENSION,
  })),
  'ed-empty-map': withoutExtensions((own) => ({ flags: own.flags | ED, extensions: EMPTY_MAP })),
  'trailing-bytes': data(({ extensions }) => ({
    extensions: concat(extensions, Uint8Array.of(0)),
  })),
}

/** @param change returns the parts that differ. */
function data(
  change: (own: AuthenticatorDataParts, about: About) => Partial<AuthenticatorDataParts>,
): Fault {
  return { authenticatorData: (own, about) => ({ ...own, ...change(own, about) }) }
}

function flags(change: (flags: number, about: About) => number): Fault {
  return data((own, about) => ({ flags: change(own.flags, about) }))
}

function withoutExtensions(
  change: (own: AuthenticatorDataParts) => Partial<AuthenticatorDataParts>,
): Fault {
  return data((own) => {
    if (own.flags & ED)
      throw new NotApplicable('the answer has authenticator extension outputs already')
    return change(own)
  })
}

function requiresVerification({ options }: About): boolean {
  const { userVerification } =
    'authenticatorSelection' in options ? options.authenticatorSelection : options
  return userVerification === 'required'
}

/** The counter that the relying party has stored: that of the previous sign-in, above 0. */
function countBefore({ signCount }: AuthenticatorDataParts, { passkey }: About): number {
  if (passkey.signCount === null) throw new NotApplicable('the passkey has no counter')
  if (signCount < 2) throw new NotApplicable('the passkey has not signed in before')
  return signCount - 1
}
