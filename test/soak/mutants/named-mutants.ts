/** Mutants that no rule generates. Each breaks one promise of the vault. */
import { changedTexts, vaultCode, type Mutant, type Mutants, type Row } from './mutant'
import { SEALING } from './sealing-mutants'

const SYNCING: readonly Row[] = [
  [
    'fdatasync does nothing',
    [
      'files.ts',
      'fdatasync(this.#handle.fd, (error) => (error ? reject(error) : resolve()))',
      'resolve()',
    ],
  ],
  ['fsync does nothing', ['files.ts', 'return this.#handle.sync()', 'return Promise.resolve()']],
  ['a folder’s sync does nothing', ['files.ts', 'await handle.sync()', '']],
  [
    'an append is not synced',
    ['journal.ts', 'const synced = file.syncData()', 'const synced = Promise.resolve()'],
  ],
  [
    'an append is acknowledged before its sync',
    [
      'journal.ts',
      'await synced\n    } catch (error) {\n      throw await',
      'void synced\n    } catch (error) {\n      throw await',
    ],
  ],
  [
    'cutting back is not synced',
    [
      'journal.ts',
      'await file.truncate(this.#size)\n      await file.syncData()',
      'await file.truncate(this.#size)',
    ],
  ],
  [
    'cutting a torn end off is not synced',
    [
      'prepare-writing.ts',
      'await file.truncate(contents.end)\n    await file.sync()',
      'await file.truncate(contents.end)',
    ],
  ],
  [
    'a new generation is not synced',
    ['generation.ts', 'await file.sync()\n    await verify', 'await verify'],
  ],
  [
    'what comes during a rewriting is not synced',
    ['rewriting.ts', 'if (!this.#synced) await this.#new.file.sync()', ''],
  ],
  [
    'a large rewriting forgets what comes meanwhile',
    ['journal.ts', 'this.#rewriting?.append(plaintext)', ''],
  ],
  [
    'the first vault loses its other name before its own is certain',
    ['rotation.ts', 'await syncFolder(files, path)\n  await removeIfThere', 'await removeIfThere'],
  ],
  [
    'the name of the first vault is not synced',
    ['rotation.ts', 'await syncFolder(files, path)\n  await removeIfThere', 'await removeIfThere'],
  ],
  [
    'the first name of the first vault goes before the last one is synced',
    [
      'rotation.ts',
      'await syncFolder(files, path)\n  await removeIfThere(files, creating)',
      'await removeIfThere(files, creating)\n  await syncFolder(files, path)',
    ],
  ],
  [
    'the name of a new generation is not synced',
    ['journal.ts', 'this.#folderUnsynced = true\n  }', '}'],
  ],
  [
    'a copy that is set aside is not synced',
    ['whole-file.ts', 'await file.sync()\n    const', 'const'],
  ],
  [
    'the name of a copy is not synced',
    [
      'vault-folder.ts',
      'await syncFolder(this.files, this.path)\n        return path',
      'return path',
    ],
  ],
  [
    'a first name left by a crash is not synced',
    [
      'vault-folder.ts',
      'await syncFolder(this.files, this.path)\n    await this.files.remove',
      'await this.files.remove',
    ],
  ],
]

const CHECKING: readonly Row[] = [
  [
    'a new generation is not read back',
    ['generation.ts', 'await verify(file, written, { generation, sealer })', 'void verify'],
  ],
  [
    'a new generation is not compared',
    [
      'generation.ts',
      'const same = Buffer.compare(hash.digest(), written.sha256) === 0',
      'const same = true',
    ],
  ],
  [
    'a rewriting drops the pages’ policies',
    [
      'collections.ts',
      'Array.from(this.#collections, (',
      "Array.from([...this.#collections].filter(([one]) => one !== 'page-policies'), (",
    ],
  ],
  [
    'a rewriting drops the grants',
    [
      'collections.ts',
      'Array.from(this.#collections, (',
      "Array.from([...this.#collections].filter(([one]) => one !== 'grants'), (",
    ],
  ],
  [
    'a rewriting drops the blocked origins',
    [
      'collections.ts',
      'Array.from(this.#collections, (',
      "Array.from([...this.#collections].filter(([one]) => one !== 'blocked'), (",
    ],
  ],
  [
    'a rewriting drops the trash',
    [
      'collections.ts',
      'Array.from(this.#collections, (',
      "Array.from([...this.#collections].filter(([one]) => one !== 'trash'), (",
    ],
  ],
  [
    'a new file’s size is not checked',
    ['whole-file.ts', 'if (size !== written) throw', 'if (false) throw'],
  ],
  [
    'create overwrites',
    ['files.ts', 'O_RDWR | O_CREAT | O_EXCL', 'O_RDWR | O_CREAT | constants.O_TRUNC'],
  ],
  ['everybody may read a new file', ['files.ts', '0o600', '0o644']],
  ['everybody may enter a new folder', ['files.ts', 'mode: 0o700', 'mode: 0o755']],
  ['a link counts as a file', ['files.ts', 'lstatSync', 'statSync', 2]],
  [
    'the probe of the first start is ignored',
    [
      'file-vault.ts',
      "if (condition.state === 'locked') return explain.keychainShut(condition)",
      '',
    ],
  ],
  [
    'the keychain’s answer is not read back',
    ['master-key.ts', 'if ((await keychain.get(account)) === secret) return true', 'return true'],
  ],
  [
    'another size is no other program',
    [
      'journal.ts',
      'info?.identity === this.#identity && info.size === this.#size',
      'info?.identity === this.#identity',
    ],
  ],
  [
    'another file is no other program',
    [
      'journal.ts',
      'info?.identity === this.#identity && info.size === this.#size',
      'info?.size === this.#size',
    ],
  ],
  [
    'a key that differs opens',
    ['load-vault.ts', 'Buffer.compare(header.keyId, expected.keyId) !== 0', 'false'],
  ],
]

const READING: readonly Row[] = [
  [
    'few guesses when a file is damaged',
    ['frame-recovery.ts', 'const GUESSED_BYTES = 200_000_000', 'const GUESSED_BYTES = 20_000'],
  ],
  ['guesses without end', ['frame-recovery.ts', 'return this.#guessesLeft >= kept', 'return true']],
  ['frames far away are not looked for', ['frame-recovery.ts', 'await recovery.readSingly()', '']],
  [
    'the witness of another vault is believed',
    ['witness.ts', 'if (!noted || Buffer.compare(noted.vaultId, vaultId) !== 0)', 'if (!noted)'],
  ],
  [
    'a vault of a newer version is opened',
    ['header.ts', 'if (version > FORMAT_VERSION)', 'if (false)'],
  ],
  [
    'a piece of a file does not know how many frames were before',
    ['frame-pieces.ts', 'this.#sequence += frames', ''],
  ],
  [
    'an outline has a batch with bytes after it',
    ['batch-outline.ts', 'left === 0 && parts.at === end', 'left === 0'],
  ],
  [
    'an outline has a batch whose end is no passkey',
    ['batch-outline.ts', 'left === 0 && parts.at === end', 'parts.at === end'],
  ],
  [
    'a piece that the thread lost is not read again',
    [
      'frame-opener.ts',
      'bytes: await this.#file.source.read(offset, length)',
      'bytes: piece.bytes.slice(0, offset + length)',
    ],
  ],
  ['a longer file than any vault is read', ['load-vault.ts', 'if (size > largest)', 'if (false)']],
  [
    'the file may become too long',
    [
      'journal.ts',
      'if (this.#size + frame.length > this.#parts.largest) throw',
      'if (false) throw',
    ],
  ],
]

export function namedMutants(): Mutants {
  const mutants: Mutant[] = []
  const stale: string[] = []
  for (const [name, ...changes] of [...SYNCING, ...CHECKING, ...SEALING, ...READING]) {
    const texts = changedTexts(changes, vaultCode)
    if (texts) mutants.push({ name, texts })
    else stale.push(name)
  }
  return { mutants, stale }
}
