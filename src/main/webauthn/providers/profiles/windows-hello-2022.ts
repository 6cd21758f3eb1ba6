import { differing, lacking } from '../differing'
import type { ProfileFile } from '../profile-schema'
import { windowsHello2026 } from './windows-hello-2026'

export const windowsHello2022: ProfileFile = {
  id: 'windows-hello-2022',
  title: 'Windows Hello (2022)',
  summary: 'RS256 even where ES256 comes first, and an AAGUID of zeros with attestation none.',
  facts: differing(
    lacking(windowsHello2026, 'greaseProbability'),
    {
      about: 'The AAGUID is the hardware authenticator’s, and zeros with attestation none.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#169',
      knobs: {
        aaguid: '08987058-cadc-4b81-b6e1-30de50dcbe96',
        aaguidWithoutAttestation: 'zeroed',
      },
    },
    {
      about: 'It attests with the TPM.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#169',
      knobs: {
        attestationFormats: ['tpm', 'none'],
      },
    },
    {
      about: 'It makes RS256 keys, even if ES256 is listed first.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#105, #169',
      knobs: {
        algorithms: [-257],
      },
    },
    {
      about: 'It had no extensions for the page.',
      grade: 'I',
      source: 'before 2026',
      knobs: {
        extensions: [],
      },
    },
  ),
  unknown: ['residentKeyDiscouraged', 'userHandleOfOthers', 'conditionalCreate'],
  notReproduced: [],
}
