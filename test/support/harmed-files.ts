/** One of each kind of harm that may come to the file of a vault. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { closedVault, rewrite, withFlippedBit } from './damaged-vault'
import {
  BACKUP,
  GOOD_BACKUP,
  LOST,
  OTHER_VAULT,
  UNREADABLE,
  UNWITNESSED,
  WELL,
  type HarmedVault,
} from './harmed-vault'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'

export const harmedFiles: readonly HarmedVault[] = [
  { ...WELL, what: 'nothing', harm: async () => {}, said: [], shown: 'nothing', isRecorded: false },
  {
    ...LOST,
    what: 'an end that was cut off between two frames',
    harm: ({ home, bytes, ends }) => home.write(bytes.subarray(0, ends[4])),
    said: ['2 changes that were saved are lost. 4 passkeys can be read.'],
  },
  {
    ...LOST,
    what: 'an end that was cut off within a frame',
    harm: ({ home, bytes, ends }) => home.write(bytes.subarray(0, ends[3]! + 20)),
    said: ['3 changes that were saved are lost. 3 passkeys can be read.'],
  },
  {
    ...LOST,
    what: 'an end that was cut off earlier, and a backup made since then',
    harm: async ({ home, bytes, ends }) => {
      await home.write(bytes.subarray(0, ends[4]))
      const vault = await home.openVault()
      await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
      await vault.close()
    },
    said: ['2 changes that were saved are lost. 5 passkeys can be read.'],
    isRecorded: false,
  },
  {
    ...LOST,
    what: 'a file of an earlier generation',
    harm: async ({ home, bytes }) => {
      const vault = await home.openVault()
      await rewrite(vault)
      await vault.close()
      await home.write(bytes)
      await home.remove('vault.pkv.1')
      for (const name of await readdir(join(home.folder, 'backups')))
        if (!BACKUP.endsWith(name)) await home.remove(`backups/${name}`)
    },
    said: [
      'is older than the one that Latchkey used last, and lacks all later changes. 6 passkeys',
    ],
    best: GOOD_BACKUP.replace(/\.$/, ', fewer than the file has now (6).'),
  },
  {
    ...LOST,
    what: 'a changed byte in a frame',
    harm: ({ home, bytes, ends }) => home.write(withFlippedBit(bytes, ends[2]! + 80)),
    said: ['is damaged: 1 entry is lost. 5 passkeys can be read.'],
  },
  {
    ...LOST,
    what: 'a changed byte in a frame, and no witness',
    harm: async ({ home, bytes, ends }) => {
      await home.write(withFlippedBit(bytes, ends[2]! + 80))
      await home.remove('vault.witness')
    },
    said: ['is damaged: 1 entry is lost. 5 passkeys can be read.', UNWITNESSED],
  },
  {
    ...WELL,
    what: 'a damaged header',
    harm: ({ home, bytes }) => home.write(withFlippedBit(bytes, 20)),
    said: ['is damaged. Nothing is lost. 6 passkeys can be read.', 'read from its second copy.'],
  },
  {
    ...LOST,
    what: 'a damaged header and an end that was cut off',
    harm: ({ home, bytes, ends }) => home.write(withFlippedBit(bytes.subarray(0, ends[4]), 20)),
    said: ['2 changes that were saved are lost. 4 passkeys can', 'read from its second copy.'],
  },
  {
    ...WELL,
    what: 'a damaged header and rubbish behind the end',
    harm: ({ home, bytes }) =>
      home.write(withFlippedBit(Buffer.concat([bytes, Buffer.alloc(300, 7)]), 20)),
    said: ['(300 bytes)', '6 passkeys can be read.', 'read from its second copy.'],
  },
  {
    ...UNREADABLE,
    what: 'a damaged header and a damaged second copy',
    harm: async ({ home, bytes }) => {
      await home.write(withFlippedBit(bytes, 20))
      await home.write(withFlippedBit(await home.read('vault.witness'), 80), 'vault.witness')
    },
    said: ['cannot be read: its header is damaged.'],
  },
  {
    ...UNREADABLE,
    what: 'a file of a newer version',
    harm: ({ home, bytes }) => home.write(ofNewerVersion(bytes)),
    said: ['a newer Latchkey wrote it, in format 2', 'Update Latchkey to open the vault.'],
  },
  {
    ...UNREADABLE,
    what: 'another vault’s file',
    harm: async ({ home }) => home.write((await closedVault(2)).bytes),
    said: [OTHER_VAULT],
  },
  {
    ...UNREADABLE,
    what: 'something else than a vault',
    harm: ({ home }) => home.write(Buffer.from('no vault')),
    said: ['cannot be read: it does not start like a vault.'],
  },
  {
    ...UNREADABLE,
    what: 'an empty file',
    harm: ({ home }) => home.write(Buffer.alloc(0)),
    said: ['cannot be read: it is empty.'],
  },
  {
    ...UNREADABLE,
    what: 'a folder in the place of the file',
    harm: async ({ home }) => {
      await home.remove('vault.pkv')
      await mkdir(home.file)
    },
    said: ['cannot be read: it is not a plain file.'],
  },
  {
    ...UNREADABLE,
    what: 'no file',
    harm: ({ home }) => home.remove('vault.pkv'),
    said: [],
    isRecorded: false,
  },
  {
    ...UNREADABLE,
    what: 'something else than a vault, and no backup',
    harm: async ({ home }) => {
      await home.write(Buffer.from('no vault'))
      await rm(join(home.folder, 'backups'), { recursive: true })
    },
    said: ['There is no backup.'],
    best: 'There is no backup.',
  },
  {
    ...WELL,
    what: 'rubbish behind the end',
    harm: ({ home, bytes }) => home.write(Buffer.concat([bytes, Buffer.alloc(300, 7)])),
    said: [
      '(300 bytes)',
      'No change that was saved is known to be missing. 6 passkeys can be read.',
    ],
  },
  {
    ...WELL,
    what: 'a last write that was never finished',
    harm: async ({ home, bytes, ends }) => {
      // The witness is that of before this write.
      await home.write(bytes.subarray(0, ends[5]))
      await (await home.openVault()).close()
      await home.write(bytes.subarray(0, ends[5]! + 20))
      const witness = await home.read('vault.witness')
      witness.writeBigUInt64BE(6n, 28)
      createHash('sha256').update(witness.subarray(0, 36)).digest().copy(witness, 36, 0, 8)
      await home.write(witness, 'vault.witness')
      await rm(join(home.folder, 'vault.loss'), { force: true })
    },
    said: [
      '(20 bytes)',
      'No change that was saved is known to be missing. 5 passkeys can be read.',
    ],
  },
]

function ofNewerVersion(bytes: Buffer): Buffer {
  const newer = Buffer.from(bytes)
  newer.writeUInt16BE(2, 8)
  const checkAt = 42 + newer.readUInt32BE(38)
  createHash('sha256').update(newer.subarray(0, checkAt)).digest().copy(newer, checkAt, 0, 8)
  return newer
}
