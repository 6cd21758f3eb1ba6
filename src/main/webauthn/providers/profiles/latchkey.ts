import { ALGORITHMS } from '../../authenticator/algorithms/algorithms'
import { ATTESTATION_FORMATS, EXTENSION_IDS } from '../../authenticator/description'
import type { ProfileFile } from '../profile-schema'

export const latchkey: ProfileFile = {
  id: 'latchkey',
  title: 'Latchkey',
  summary: 'A synced passkey as the specification recommends: no surprises.',
  facts: [
    {
      about: 'Latchkey’s own values.',
      grade: 'S',
      source: 'src/main/webauthn/authenticator/description.ts',
      knobs: {
        aaguid: '84b9489f-93f9-48d9-a1db-39a44ab735ee',
        algorithms: [...ALGORITHMS.keys()],
        attestationFormats: [...ATTESTATION_FORMATS],
        extensions: [...EXTENSION_IDS],
        signals: 'spec',
      },
    },
    {
      about: 'Latchkey’s own behaviour.',
      grade: 'S',
      source: 'docs/webauthn.md',
      knobs: {
        attachment: 'platform',
        backupEligible: true,
        backedUp: true,
        counter: 'none',
        credentialId: {
          form: 'random',
          bytes: 32,
        },
        verification: {
          required: 'verify',
          preferred: 'verify',
          discouraged: 'skip',
        },
        transports: ['internal', 'hybrid'],
        residentKeyDiscouraged: 'not-discoverable',
        userHandleOfOthers: 'absent',
        excluded: 'InvalidStateError',
        conditionalCreate: true,
      },
    },
  ],
  unknown: [],
  notReproduced: [],
}
