import type { AuthenticatorExtension } from './extension'

/** minPinLength (CTAP 2.1 §12.4), in Unicode code points, for the relying parties that may know it. */
export const minPinLength: AuthenticatorExtension = {
  id: 'minPinLength',
  register: ({ inputs, rpId, description: { minPinLength: known } }) =>
    inputs.minPinLength && (known.rpIds === 'all' || known.rpIds.includes(rpId))
      ? { signed: ['minPinLength', known.value] }
      : undefined,
}
