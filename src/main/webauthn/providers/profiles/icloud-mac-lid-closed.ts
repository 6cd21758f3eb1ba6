import type { ProfileFile } from '../profile-schema'
import { differing } from '../differing'
import { icloudIphone } from './icloud-iphone'

export const icloudMacLidClosed: ProfileFile = {
  id: 'icloud-mac-lid-closed',
  title: 'Apple Passwords (Mac, lid closed)',
  summary: 'Without Touch ID, preferred verification gives UV 0.',
  facts: differing(icloudIphone, {
    about:
      'Without a sensor in reach, preferred verification is skipped, and apparently discouraged verification, too.',
    grade: 'V',
    source: 'kanidm/webauthn-rs#492, #243; passkeys.dev',
    knobs: {
      verification: {
        required: 'verify',
        preferred: 'skip',
        discouraged: 'skip',
      },
    },
  }),
  unknown: icloudIphone.unknown,
  notReproduced: [],
}
