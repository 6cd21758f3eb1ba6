import type { ProfileFile } from '../profile-schema'
import { differing } from '../differing'
import { keepassxc2712 } from './keepassxc-2.7.12'

export const keepassxc2711: ProfileFile = {
  id: 'keepassxc-2.7.11',
  title: 'KeePassXC 2.7.11',
  summary: 'As 2.7.12, but not synced: the update flips BE and BS.',
  facts: differing(keepassxc2712, {
    about: 'Until 2.7.11 passkeys stated that they are bound to the device.',
    grade: 'S',
    source: 'keepassxc @95bae83; keepassxc#13239',
    knobs: {
      backupEligible: false,
      backedUp: false,
    },
  }),
  unknown: keepassxc2712.unknown,
  notReproduced: keepassxc2712.notReproduced,
}
