/** One of each kind of harm that may come to the notes, the key, the folder and the disk of a vault. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  KEPT,
  LOST,
  SEALED,
  SEALED_BACKUP,
  UNWITNESSED,
  WELL,
  type HarmedVault,
} from './harmed-vault'
import type { VaultHome } from './vault-home'

export const harmedSurroundings: readonly HarmedVault[] = [
  {
    ...WELL,
    what: 'no witness',
    harm: ({ home }) => home.remove('vault.witness'),
    said: ['The note vault.witness', 'missing.', UNWITNESSED],
  },
  {
    ...WELL,
    what: 'no witness, and an end that was cut off',
    harm: async ({ home, bytes, ends }) => {
      await home.write(bytes.subarray(0, ends[3]! + 20))
      await home.remove('vault.witness')
    },
    said: ['The note vault.witness', UNWITNESSED],
  },
  {
    ...WELL,
    what: 'a witness of rubbish',
    harm: ({ home }) => home.write(Buffer.alloc(200, 7), 'vault.witness'),
    said: ['The note vault.witness', 'damaged.', UNWITNESSED],
  },
  {
    ...WELL,
    what: 'a folder in the place of the witness',
    harm: async ({ home }) => {
      await home.remove('vault.witness')
      await mkdir(join(home.folder, 'vault.witness'))
    },
    said: ['The note vault.witness is not readable.', UNWITNESSED, 'Move it elsewhere'],
  },
  {
    ...WELL,
    what: 'a file that a repair replaced, and no note of it',
    harm: ({ home, bytes }) => home.write(bytes, KEPT),
    said: [`${KEPT} was the vault before an earlier repair or restore.`],
    shown: 'settings',
    isRecorded: false,
  },
  {
    ...WELL,
    what: 'a note of rubbish about a repair',
    harm: ({ home }) => home.write(Buffer.from('{'), 'vault.undo'),
    said: ['cannot be undone: its note vault.undo is damaged.'],
    shown: 'settings',
    isRecorded: false,
  },
  {
    ...WELL,
    what: 'a folder in the place of the note about a repair',
    harm: async ({ home }) => {
      await mkdir(join(home.folder, 'vault.undo'))
    },
    said: ['cannot be undone: its note vault.undo is damaged.'],
    shown: 'settings',
    isRecorded: false,
  },
  {
    ...SEALED,
    what: 'no key in the keychain',
    harm: async ({ home }) => home.keychain.items.clear(),
    said: ['The keychain is unlocked, but does not hold the key of this vault.'],
    best: SEALED_BACKUP,
  },
  {
    ...SEALED,
    what: 'a wrong key in the keychain',
    harm: async ({ home }) => {
      for (const account of home.keychain.keys())
        home.keychain.items.set(account, Buffer.alloc(32, 1).toString('base64url'))
    },
    said: ['does not hold the key of this vault.'],
    best: SEALED_BACKUP,
  },
  {
    ...SEALED,
    what: 'a keychain that is locked',
    harm: async ({ home }) => {
      home.keychain.mood = 'locked'
    },
    said: ['The keychain does not open: it is locked. Unlock it, then try again.'],
  },
  {
    ...LOST,
    what: 'a folder that can only be read',
    harm: async ({ home }) => onlyRead(home),
    unsaved: 'Latchkey cannot write to the vault’s file. Make the file writable',
    said: [],
    best: undefined,
    isRecorded: false,
  },
  {
    ...LOST,
    what: 'a folder that can only be read, with a file that was cut off',
    harm: async ({ home, bytes, ends }) => {
      await home.write(bytes.subarray(0, ends[4]))
      onlyRead(home)
    },
    unsaved: 'Latchkey cannot write to the vault’s file. Make the file writable',
    said: ['2 changes that were saved are lost. 4 passkeys can be read.'],
  },
  {
    ...LOST,
    what: 'a full disk',
    harm: async ({ home }) => fillDisk(home),
    unsaved: 'disk is full.',
    said: [],
    best: undefined,
    isRecorded: false,
  },
  {
    ...LOST,
    what: 'a disk that is full once the file that was cut off is to be copied',
    harm: async ({ home, bytes, ends }) => {
      await home.write(bytes.subarray(0, ends[4]))
      fillDisk(home, /\.torn-/)
    },
    unsaved: 'disk is full.',
    said: ['2 changes that were saved are lost. 4 passkeys can be read.'],
  },
]

function onlyRead(home: VaultHome): void {
  home.mayWrite = false
  home.files.fault = () => ({ code: 'EROFS' })
}

/** @param of the paths that find it full. */
function fillDisk(home: VaultHome, of = /./): void {
  home.freeBytes = 0
  home.files.fault = ({ path }) => (of.test(path) ? { code: 'ENOSPC' } : undefined)
}
