import { describe, expect, it } from 'vitest'
import type { UndoNote } from '../../../src/main/signals/ports'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { Passkeys } from '../../../src/main/vault/passkeys'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, random } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

const { credentialId } = keptPasskey()
const MIB = 1024 * 1024

describe('undo notes', () => {
  it('are kept for the newest thousand signals', async () => {
    const passkeys = await onePasskey()

    for (let i = 0; i < 1003; i++) await keep(passkeys, i)

    expect(passkeys.undoNote('2')).toBeUndefined()
    expect(passkeys.undoNote('3')).toEqual(note())
    expect(passkeys.undoNote('1002')).toEqual(note())
  })

  it('take at most 16 MiB, and the oldest are dropped', async () => {
    const passkeys = await onePasskey()
    for (let i = 0; i < 3; i++) await keep(passkeys, i, 5 * MIB)
    expect(passkeys.undoNote('0')).toBeDefined()

    await keep(passkeys, 3, 5 * MIB)

    expect([0, 1, 2, 3].filter((i) => passkeys.undoNote(String(i)))).toEqual([1, 2, 3])
  })

  it('are not kept when a single note is larger than 16 MiB, and the others stay', async () => {
    const passkeys = await onePasskey()
    await keep(passkeys, 0)

    await keep(passkeys, 1, 17 * MIB)

    expect(passkeys.undoNote('0')).toBeDefined()
    expect(passkeys.undoNote('1')).toBeUndefined()
  })

  it('free their room when their signal is undone', async () => {
    const passkeys = await onePasskey()
    for (let i = 0; i < 3; i++) await keep(passkeys, i, 5 * MIB)
    await applyChanges(passkeys, [], { id: '1', undo: null })

    await keep(passkeys, 3, 5 * MIB)

    expect([0, 1, 2, 3].filter((i) => passkeys.undoNote(String(i)))).toEqual([0, 2, 3])
  })

  it('count towards the limit after a restart', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    await vault.passkeys.add(keptPasskey({ credentialId }), PRIVATE_KEY)
    for (let i = 0; i < 3; i++) await keep(vault.passkeys, i, 5 * MIB)
    await vault.close()

    const { passkeys } = await home.openVault()
    await keep(passkeys, 3, 5 * MIB)

    expect([0, 1, 2, 3].filter((i) => passkeys.undoNote(String(i)))).toEqual([1, 2, 3])
  })

  it('cannot be read while the vault is locked', () => {
    const { passkeys } = memoryVault(new FakeClock(), random)

    expect(() => passkeys.undoNote('1')).toThrow('locked')
  })
})

async function onePasskey(): Promise<Passkeys> {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  await vault.passkeys.add(keptPasskey({ credentialId }), PRIVATE_KEY)
  return vault.passkeys
}

function keep(passkeys: Passkeys, number: number, length = 1): Promise<void> {
  return applyChanges(passkeys, [{ passkeyId: credentialId, set: { userName: String(number) } }], {
    id: String(number),
    undo: note(length),
  })
}

function note(length = 1): UndoNote {
  return {
    origin: 'https://example.org',
    rpId: 'example.org',
    passkeys: [{ passkeyId: credentialId, before: { userName: 'x'.repeat(length) } }],
  }
}
