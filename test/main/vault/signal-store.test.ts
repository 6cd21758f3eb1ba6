import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { StoreChange, UndoNote } from '../../../src/main/signals/ports'
import type { Vault } from '../../../src/main/vault/vault'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { fullDisk } from '../../support/faulty-files'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { copyOf } from '../../support/opened-secrets'
import { memoryHome } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

const grace = { userName: 'grace@example.org', userDisplayName: 'Grace' }
const deleted = { because: 'a page does not know it', by: 'entry-1' }

describe('a decision in steps', () => {
  it('lets other work come between its steps, but no other change', async () => {
    const { vault, passkeys } = await threePasskeys()
    const [one] = passkeys
    const nameNow = () => vault.passkeys.find(one.credentialId)?.userName
    everyPieceLastsLong()
    let hasRested = false
    let renaming: Promise<unknown> | undefined

    const decided = await vault.passkeys.change(function* () {
      setImmediate(() => (hasRested = true))
      renaming = vault.passkeys.rename(one.credentialId, grace)
      for (let step = 0; step < 5; step++) yield
      return { writes: [], note: null, hasRested, seen: nameNow() }
    })

    expect(decided).toMatchObject({ hasRested: true, seen: one.userName })
    await renaming
    expect(nameNow()).toBe(grace.userName)
  })
})

describe('a deleted passkey', () => {
  it('is in the trash with the signal that deleted it', async () => {
    const { vault, passkeys } = await threePasskeys()
    const [one] = passkeys

    await applyChanges(vault.passkeys, [trash(one)])

    expect(vault.passkeys.find(one.credentialId)).toBeUndefined()
    expect(vault.passkeys.findTrashed(one.credentialId)).toEqual({ passkey: one, by: 'entry-1' })
    expect(vault.passkeys.listTrash()).toMatchObject([{ passkey: one, because: deleted.because }])
  })

  it('is in the trash without a signal when the user deleted it or a newer passkey replaced it', async () => {
    const { vault, passkeys } = await threePasskeys()
    const [one, two] = passkeys
    await vault.passkeys.trash(one.credentialId, 'deleted in the window')
    await vault.passkeys.add(keptPasskey({ userHandle: two.userHandle }), PRIVATE_KEY)

    expect(vault.passkeys.findTrashed(one.credentialId)?.by).toBeNull()
    expect(vault.passkeys.findTrashed(two.credentialId)?.by).toBeNull()
    expect(vault.passkeys.findTrashed(Uint8Array.of(1))).toBeUndefined()
  })

  it('is restored with its place, its key and its extension data', async () => {
    const { home, vault, passkeys } = await threePasskeys()
    const [one, two, three] = passkeys
    await applyChanges(vault.passkeys, [trash(two)])
    await vault.close()

    const again = await home.openVault()
    await applyChanges(again.passkeys, [restore(two)])

    expect(again.passkeys.listByRp('example.org')).toEqual([three, two, one])
    expect(again.passkeys.findTrashed(two.credentialId)).toBeUndefined()
    expect(Buffer.from(again.passkeys.privateKey(two.credentialId))).toEqual(
      Buffer.from(PRIVATE_KEY),
    )
    expect(again.passkeys.withExtensionSecrets(two.credentialId, copyOf)).toEqual({
      credBlob: Uint8Array.of(7),
    })
  })

  it('is not restored while its account has a newer passkey, and no other change is applied', async () => {
    const { vault, passkeys } = await threePasskeys()
    const [one, two] = passkeys
    await applyChanges(vault.passkeys, [trash(one)])
    const newer = keptPasskey({ userHandle: one.userHandle })
    await vault.passkeys.add(newer, PRIVATE_KEY)

    const applied = applyChanges(vault.passkeys, [
      { passkeyId: two.credentialId, set: grace },
      restore(one),
    ])

    await expect(applied).rejects.toThrow('There is a newer passkey for ada@example.org')
    expect(vault.passkeys.find(two.credentialId)).toEqual(two)
    expect(vault.passkeys.find(newer.credentialId)).toEqual(newer)
  })

  it('is not restored together with another passkey of its account', async () => {
    const { vault, passkeys } = await threePasskeys()
    const [one] = passkeys
    const newer = keptPasskey({ userHandle: one.userHandle })
    await vault.passkeys.add(newer, PRIVATE_KEY)
    await applyChanges(vault.passkeys, [trash(newer)])

    await expect(applyChanges(vault.passkeys, [restore(newer), restore(one)])).rejects.toThrow(
      'newer',
    )
    await expect(applyChanges(vault.passkeys, [restore(one), restore(newer)])).rejects.toThrow(
      'an older',
    )

    await applyChanges(vault.passkeys, [restore(one)])
    expect(vault.passkeys.find(one.credentialId)).toEqual(one)
  })

  it('is restored when the newer passkey of its account is deleted in the same write', async () => {
    const { vault, passkeys } = await threePasskeys()
    const [one] = passkeys
    const newer = keptPasskey({ userHandle: one.userHandle })
    await vault.passkeys.add(newer, PRIVATE_KEY)

    await applyChanges(vault.passkeys, [trash(newer), restore(one)])

    expect(vault.passkeys.find(one.credentialId)).toEqual(one)
    expect(vault.passkeys.findTrashed(newer.credentialId)).toBeDefined()
    expect(vault.passkeys.list()).toHaveLength(3)
  })
})

describe('a write of a signal', () => {
  it('skips passkeys that no longer exist', async () => {
    const { home, vault, passkeys } = await threePasskeys()
    const [one] = passkeys
    home.files.reset()

    await applyChanges(vault.passkeys, [
      trash(keptPasskey()),
      restore(one),
      { passkeyId: Uint8Array.of(9), set: grace },
    ])

    expect(home.files.calls).toEqual([])
    expect(vault.passkeys.list()).toHaveLength(3)
  })

  it('applies each change to the result of the change before', async () => {
    const { vault, passkeys } = await threePasskeys()
    const [one] = passkeys
    const set = { passkeyId: one.credentialId, set: grace }

    await applyChanges(vault.passkeys, [set, trash(one)])
    expect(vault.passkeys.findTrashed(one.credentialId)?.passkey).toEqual({ ...one, ...grace })

    await applyChanges(vault.passkeys, [restore(one), { ...set, set: { userName: 'ada' } }])
    expect(vault.passkeys.find(one.credentialId)).toEqual({ ...one, ...grace, userName: 'ada' })
    await applyChanges(vault.passkeys, [trash(one), restore(one)])
    expect(vault.passkeys.find(one.credentialId)).toMatchObject({ userName: 'ada' })
    expect(vault.passkeys.listTrash()).toEqual([])
  })

  it('saves the changes, the trash and the undo note together', async () => {
    const { home, vault, passkeys } = await threePasskeys()
    const [one, two] = passkeys
    home.files.reset()

    await applyChanges(vault.passkeys, [trash(one), { passkeyId: two.credentialId, set: grace }], {
      id: 'entry-1',
      undo: note(one),
    })

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect(vault.passkeys.undoNote('entry-1')).toEqual(note(one))
    await vault.close()
    expect((await home.openVault()).passkeys.undoNote('entry-1')).toEqual(note(one))
  })

  it('removes the undo note in the write that undoes the signal', async () => {
    const { home, vault, passkeys } = await threePasskeys()
    const [one] = passkeys
    await applyChanges(vault.passkeys, [trash(one)], { id: 'entry-1', undo: note(one) })
    home.files.reset()

    await applyChanges(vault.passkeys, [restore(one)], { id: 'entry-1', undo: null })

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect(vault.passkeys.undoNote('entry-1')).toBeUndefined()
    expect(vault.passkeys.find(one.credentialId)).toEqual(one)
  })

  it('keeps no undo note when it changed no passkey', async () => {
    const { vault, passkeys } = await threePasskeys()

    await applyChanges(vault.passkeys, [restore(passkeys[0])], {
      id: 'entry-1',
      undo: note(passkeys[0]),
    })

    expect(vault.passkeys.undoNote('entry-1')).toBeUndefined()
  })

  it('leaves the vault unchanged when the disk becomes full during the write', async () => {
    const { home, vault, passkeys } = await threePasskeys()
    const [one, two] = passkeys
    const before = await home.read()
    const apply = () =>
      applyChanges(vault.passkeys, [trash(one), { passkeyId: two.credentialId, set: grace }], {
        id: 'entry-1',
        undo: note(one),
      })

    for (let room = 0; room < 900; room += 13) {
      home.files.fault = fullDisk(room)
      await expect(apply()).rejects.toThrow('The disk is full.')
      expect(Buffer.compare(await home.read(), before)).toBe(0)
    }

    expect(vault.passkeys.list()).toEqual(passkeys)
    expect(vault.passkeys.listTrash()).toEqual([])
    expect(vault.passkeys.undoNote('entry-1')).toBeUndefined()
    home.files.reset()
    await apply()
    await vault.close()
    const again = await home.openVault()
    expect(again.passkeys.findTrashed(one.credentialId)?.by).toBe('entry-1')
    expect(again.passkeys.undoNote('entry-1')).toEqual(note(one))
  })

  it('is complete or absent after the file was cut off', async () => {
    const { home, vault, passkeys } = await threePasskeys()
    const [one] = passkeys
    const { length: before } = await home.read()
    await applyChanges(vault.passkeys, [trash(one)], { id: 'entry-1', undo: note(one) })
    await vault.close()
    const whole = await home.read()

    for (const length of [...cuts(before, whole.length), whole.length]) {
      await home.write(whole.subarray(0, length))
      const again = await home.openVault()
      const kept = again.passkeys.find(one.credentialId) !== undefined
      expect([
        again.passkeys.findTrashed(one.credentialId) === undefined,
        again.passkeys.undoNote('entry-1') === undefined,
      ]).toEqual([kept, kept])
      expect(kept).toBe(length < whole.length)
      await again.close()
    }
  })
})

interface ThreePasskeys {
  readonly home: ReturnType<typeof memoryHome>
  readonly vault: Vault
  readonly passkeys: readonly [Passkey, Passkey, Passkey]
}

/** Three passkeys of one relying party, oldest first. The second has a credBlob. */
async function threePasskeys(): Promise<ThreePasskeys> {
  const home = memoryHome()
  const vault = await home.openVault()
  const passkeys = [keptPasskey(), keptPasskey(), keptPasskey()] as const
  for (const [i, passkey] of passkeys.entries())
    await vault.passkeys.add(
      passkey,
      PRIVATE_KEY,
      null,
      i === 1 ? { credBlob: Uint8Array.of(7) } : {},
    )
  return { home, vault, passkeys }
}

/** Each reading of the clock is a second after the previous one. */
function everyPieceLastsLong(): void {
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000))
  onTestFinished(() => clock.mockRestore())
}

function trash({ credentialId }: Passkey): StoreChange {
  return { passkeyId: credentialId, trash: deleted }
}

function restore({ credentialId }: Passkey): StoreChange {
  return { passkeyId: credentialId, restore: true }
}

function note({ credentialId }: Passkey): UndoNote {
  return {
    origin: 'https://example.org',
    rpId: 'example.org',
    passkeys: [{ passkeyId: credentialId, deleted: true }],
  }
}

/** Some lengths from `from` to below `to`, including the last one. */
function cuts(from: number, to: number): number[] {
  const some = Array.from({ length: Math.ceil((to - from) / 17) }, (_, i) => from + i * 17)
  return [...some, to - 1]
}
