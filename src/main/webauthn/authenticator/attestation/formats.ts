/** The attestation statement formats, one row each, and how a registration gets its format. */
import type { AttestationFormat, AuthenticatorDescription } from '../description'
import { androidKey } from './android-key'
import { apple } from './apple'
import { compound } from './compound'
import { fidoU2f } from './fido-u2f'
import { none } from './none'
import { packed } from './packed'
import type { AttestationFormatRow } from './statement'
import { tpm } from './tpm'

export const FORMAT_ROWS: Readonly<Record<AttestationFormat, AttestationFormatRow>> = {
  none,
  packed,
  'fido-u2f': fidoU2f,
  tpm,
  'android-key': androidKey,
  apple,
  compound,
}

/**
 * WebAuthn §6.3.2 step 13: chooses the first wanted format that the authenticator has and that can attest the new key,
 * or else the authenticator's first format that can. If neither exists, chooses `none`.
 *
 * @param wanted most preferred first; unknown formats are ignored.
 */
export function chooseFormat(
  wanted: readonly string[],
  algorithm: number,
  { attestationFormats }: Pick<AuthenticatorDescription, 'attestationFormats'>,
): AttestationFormat {
  const able = attestationFormats.filter((format) => canAttest(format, algorithm))
  const first = wanted
    .map((name) => able.find((format) => format === name))
    .find((format) => format !== undefined)
  return first ?? able[0] ?? 'none'
}

/** Whether a key of this COSE algorithm can be attested in this format. */
export function canAttest(format: AttestationFormat, algorithm: number): boolean {
  return FORMAT_ROWS[format].canAttest(algorithm)
}
