import { differing, lacking } from '../differing'
import type { ProfileFile } from '../profile-schema'
import { icloudIphone } from './icloud-iphone'

export const icloud2022: ProfileFile = {
  id: 'icloud-2022',
  title: 'Apple Passwords (2022)',
  summary: 'As the first synced passkeys: an AAGUID of zeros, and client data without crossOrigin.',
  facts: differing(
    lacking(icloudIphone, 'transports'),
    {
      about: 'The AAGUID was zeros.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#243, #290',
      knobs: {
        aaguid: '00000000-0000-0000-0000-000000000000',
      },
    },
    {
      about: 'Safari’s client data has no crossOrigin in a same-origin document.',
      grade: 'M',
      source: 'kanidm/webauthn-rs#243',
      knobs: {
        crossOrigin: 'when-true',
      },
    },
    {
      about: 'It had no extensions.',
      grade: 'I',
      source: 'before Safari 18',
      knobs: {
        extensions: [],
      },
    },
    {
      about: 'It made no passkeys without asking.',
      grade: 'I',
      source: 'before Safari 18',
      knobs: {
        conditionalCreate: false,
      },
    },
    {
      about: 'There were no signals.',
      grade: 'I',
      source: 'before Safari 26',
      knobs: {
        signals: 'ignored',
      },
    },
  ),
  unknown: [...icloudIphone.unknown, 'transports'],
  notReproduced: [],
}
