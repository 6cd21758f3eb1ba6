import type { ProfileFile } from '../profile-schema'
import { differing } from '../differing'
import { gpmDesktop } from './gpm-desktop'

export const gpmLinux: ProfileFile = {
  id: 'gpm-linux',
  title: 'Google Password Manager (Linux)',
  summary: 'As on Windows, but without biometrics: preferred verification gives UV 0.',
  facts: differing(gpmDesktop, {
    about: 'Without biometrics, preferred verification is skipped: UV is 0.',
    grade: 'S',
    source: 'chromium components/webauthn/core/browser/gpm_user_verification_policy.cc',
    knobs: {
      verification: {
        required: 'verify',
        preferred: 'skip',
        discouraged: 'skip',
      },
    },
  }),
  unknown: gpmDesktop.unknown,
  notReproduced: gpmDesktop.notReproduced,
}
