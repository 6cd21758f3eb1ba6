/** All rules of the lint (docs/lint.md), in the order in which findings are listed. */
import type { Rule } from './rule'
import { algorithmAsText } from './rules/algorithm-as-text'
import { algorithmRepeated } from './rules/algorithm-repeated'
import { algorithmType } from './rules/algorithm-type'
import { algorithmWeak } from './rules/algorithm-weak'
import { algorithmsOrder } from './rules/algorithms-order'
import { algorithmsWithoutEs256 } from './rules/algorithms-without-es256'
import { algorithmsWithoutRs256 } from './rules/algorithms-without-rs256'
import { attachmentAgainstHints } from './rules/attachment-against-hints'
import { attestationEnterprise } from './rules/attestation-enterprise'
import { attestationFormatsUnused } from './rules/attestation-formats-unused'
import { attestationUnneeded } from './rules/attestation-unneeded'
import { base64urlMalformed } from './rules/base64url-malformed'
import { challengeNotRandom } from './rules/challenge-not-random'
import { challengeReused } from './rules/challenge-reused'
import { challengeShort } from './rules/challenge-short'
import { conditionalCreateVerification } from './rules/conditional-create-verification'
import { conditionalNotDiscoverable } from './rules/conditional-not-discoverable'
import { conditionalWithoutSignal } from './rules/conditional-without-signal'
import { credProtectWithoutPolicy } from './rules/cred-protect-without-policy'
import { credentialListLong } from './rules/credential-list-long'
import { descriptorType } from './rules/descriptor-type'
import { excludeMissing } from './rules/exclude-missing'
import { extensionOfOtherCeremony } from './rules/extension-of-other-ceremony'
import { extensionRefused } from './rules/extension-refused'
import { extensionRemoved } from './rules/extension-removed'
import { hiddenPasskeyAllowed } from './rules/hidden-passkey-allowed'
import { largeBlobWrite } from './rules/large-blob-write'
import { mediationSilent } from './rules/mediation-silent'
import { mediationUnknown } from './rules/mediation-unknown'
import { memberMisplaced } from './rules/member-misplaced'
import { memberMissing } from './rules/member-missing'
import { memberRemoved } from './rules/member-removed'
import { nameHiddenCharacters } from './rules/name-hidden-characters'
import { nameLong } from './rules/name-long'
import { prfByCredential } from './rules/prf-by-credential'
import { prfByCredentialConditional } from './rules/prf-by-credential-conditional'
import { requestPending } from './rules/request-pending'
import { residentKeyContradiction } from './rules/resident-key-contradiction'
import { residentKeyMissing } from './rules/resident-key-missing'
import { residentKeyOldForm } from './rules/resident-key-old-form'
import { rpIdDiffers } from './rules/rp-id-differs'
import { rpIdMalformed } from './rules/rp-id-malformed'
import { rpIdOfProduction } from './rules/rp-id-of-production'
import { rpIdRefused } from './rules/rp-id-refused'
import { rpIdWww } from './rules/rp-id-www'
import { rpNameEmpty } from './rules/rp-name-empty'
import { signalHidesRecent } from './rules/signal-hides-recent'
import { signalIdEncodedTwice } from './rules/signal-id-encoded-twice'
import { signalIdMalformed } from './rules/signal-id-malformed'
import { signalNameEmpty } from './rules/signal-name-empty'
import { signalNamesSwapped } from './rules/signal-names-swapped'
import { signalNotSignedIn } from './rules/signal-not-signed-in'
import { timeoutInSeconds } from './rules/timeout-in-seconds'
import { timeoutShort } from './rules/timeout-short'
import { transportsDropped } from './rules/transports-dropped'
import { userIdChanges } from './rules/user-id-changes'
import { userIdGuessable } from './rules/user-id-guessable'
import { userIdIsName } from './rules/user-id-is-name'
import { userIdLength } from './rules/user-id-length'
import { userIdPersonal } from './rules/user-id-personal'
import { userNameEmpty } from './rules/user-name-empty'
import { userNameIsId } from './rules/user-name-is-id'
import { userVerificationLaxer } from './rules/user-verification-laxer'
import { userVerificationMissing } from './rules/user-verification-missing'
import { userVerificationStricter } from './rules/user-verification-stricter'
import { valueUnknown } from './rules/value-unknown'

export const RULES: readonly Rule[] = [
  challengeShort,
  challengeNotRandom,
  challengeReused,
  rpIdMalformed,
  rpIdRefused,
  rpIdWww,
  rpIdOfProduction,
  rpIdDiffers,
  base64urlMalformed,
  valueUnknown,
  memberMisplaced,
  timeoutShort,
  timeoutInSeconds,
  userVerificationMissing,
  userVerificationStricter,
  userVerificationLaxer,
  descriptorType,
  credentialListLong,
  extensionOfOtherCeremony,
  extensionRefused,
  extensionRemoved,
  prfByCredential,
  prfByCredentialConditional,
  largeBlobWrite,
  credProtectWithoutPolicy,
  mediationUnknown,
  mediationSilent,
  conditionalWithoutSignal,
  requestPending,
  conditionalNotDiscoverable,
  conditionalCreateVerification,
  algorithmsWithoutEs256,
  algorithmsWithoutRs256,
  algorithmsOrder,
  algorithmWeak,
  algorithmRepeated,
  algorithmType,
  algorithmAsText,
  residentKeyContradiction,
  residentKeyMissing,
  residentKeyOldForm,
  userIdLength,
  userIdPersonal,
  userIdGuessable,
  userIdIsName,
  userIdChanges,
  userNameEmpty,
  userNameIsId,
  rpNameEmpty,
  nameHiddenCharacters,
  nameLong,
  excludeMissing,
  attestationUnneeded,
  attestationEnterprise,
  attestationFormatsUnused,
  attachmentAgainstHints,
  memberRemoved,
  transportsDropped,
  hiddenPasskeyAllowed,
  signalIdMalformed,
  signalIdEncodedTwice,
  signalHidesRecent,
  signalNotSignedIn,
  signalNamesSwapped,
  signalNameEmpty,
  memberMissing,
]
