import type { ProfileFile } from '../profile-schema'

export const aliasvault: ProfileFile = {
  id: 'aliasvault',
  title: 'AliasVault',
  summary: 'Synced, with self attestation; required verification is claimed.',
  facts: [
    {
      about: 'The AAGUID is AliasVault’s.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        aaguid: 'a11a5faa-9f32-4b8c-8c5d-2f7d13e8c942',
      },
    },
    {
      about: 'Passkeys are synced, and the counter is always 0.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        backupEligible: true,
        backedUp: true,
        counter: 'none',
      },
    },
    {
      about:
        'UV is set for required verification, even if no user was verified. With preferred, it states what was done: here nothing.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        verification: {
          required: 'claim',
          preferred: 'skip',
          discouraged: 'skip',
        },
      },
    },
    {
      about: 'It attests with the passkey’s own key.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        attestationFormats: ['packed', 'none'],
        packedAttestation: 'self',
      },
    },
    {
      about: 'ES256 and RS256, in the order of the page.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        algorithms: [-7, -257],
      },
    },
    {
      about: 'prf works at registration and authentication.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        extensions: ['prf'],
      },
    },
    {
      about: 'The user handle is returned whenever there is one.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        userHandleOfOthers: 'returned',
      },
    },
    {
      about: 'The extension knows no signals.',
      grade: 'S',
      source: 'aliasvault/aliasvault @95903e9',
      knobs: {
        signals: 'ignored',
      },
    },
  ],
  unknown: [
    'credentialId',
    'transports',
    'attachment',
    'residentKeyDiscouraged',
    'excluded',
    'conditionalCreate',
  ],
  notReproduced: ['Indirect attestation gives none.', 'Its window closes after 30 s.'],
}
