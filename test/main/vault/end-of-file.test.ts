/** A vault's file whose end is missing or unfinished. */
import { describe, expect, it } from 'vitest'
import { closedVault, open, removeCopies, rewrite } from '../../support/damaged-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { random } from '../../support/vault-home'

describe('a vault file that was cut off', () => {
  it('yields exactly its complete entries, at every length', { timeout: 60_000 }, async () => {
    const { home, bytes, ends } = await closedVault(2)
    const [opening = 0] = ends
    const witness = await home.read('vault.witness')

    for (let length = 0; length < bytes.length; length++) {
      await home.write(bytes.subarray(0, length))
      await home.write(witness, 'vault.witness')
      const { state, passkeys } = await open(home)
      const whole = ends.filter((end) => end <= length).length - 1
      if (length < opening) expect(state).toMatchObject({ reason: 'unreadable' })
      else expect({ length, passkeys: passkeys.length }).toEqual({ length, passkeys: whole })
      await removeCopies(home)
      if (length < opening) continue
      const missing = new RegExp(`: ${2 - whole} change.* lost.*${whole} passkey`)
      expect({ length, ...state }).toMatchObject({
        readOnly: null,
        warning: { inTerminal: expect.stringMatching(missing) },
      })
    }
  })

  it('is copied before its unfinished end is removed, and accepts new entries', async () => {
    const { home, bytes, ends } = await closedVault(2)
    const cut = bytes.subarray(0, bytes.length - 1)
    await home.write(cut)

    const vault = await home.openVault()

    const [file, copy = ''] = await home.names()
    expect([file, copy]).toEqual(['vault.pkv', expect.stringMatching(/^vault\.pkv\.torn-2026-/)])
    expect(await home.read(copy)).toEqual(cut)
    expect(await home.read()).toEqual(bytes.subarray(0, ends[1]))
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await vault.close()
    expect((await open(home)).passkeys).toHaveLength(2)
  })

  it('syncs the copy and its folder before truncating the file, and then syncs the file', async () => {
    const { home, bytes } = await closedVault(2)
    await home.write(bytes.subarray(0, bytes.length - 1))
    const made: string[] = []
    home.files.fault = ({ call, path }) => {
      const what = /\/vault$|vault\.loss|\.pkv(\.torn|\.tmp-loss)?/.exec(path)
      if (what) made.push(`${call} ${what[0]}`)
      return undefined
    }

    await home.openVault()

    expect(made.slice(made.indexOf('create .pkv.torn'))).toEqual([
      'create .pkv.torn',
      'write .pkv.torn',
      'sync .pkv.torn',
      'syncFolder /vault',
      'remove .pkv.tmp-loss',
      'create .pkv.tmp-loss',
      'write .pkv.tmp-loss',
      'sync .pkv.tmp-loss',
      'rename vault.loss',
      'syncFolder /vault',
      'truncate .pkv',
      'sync .pkv',
    ])
  })

  it('is noticed by a witness that is synced when the vault is closed', async () => {
    const { home } = await closedVault(1)
    const vault = await home.openVault()
    const made: string[] = []
    home.files.fault = ({ call, path }) => {
      if (path.endsWith('.witness')) made.push(call)
      return undefined
    }

    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await vault.close()

    expect(made).toEqual(['write', 'sync'])
  })

  it('treats trailing zeros, which a power cut may leave, as an unfinished write', async () => {
    const { home, bytes } = await closedVault(1)
    await home.write(Buffer.concat([bytes, Buffer.alloc(700)]))

    const { state, passkeys } = await open(home)

    expect(state).toMatchObject({ state: 'open', readOnly: null })
    expect(passkeys).toHaveLength(1)
  })

  it('tells at each start what was removed, and where the copy is', async () => {
    const { home, bytes } = await closedVault(2)
    await home.write(bytes.subarray(0, bytes.length - 1))

    const first = await open(home)
    const again = await open(home)

    const [, copy] = await home.names()
    expect(first.state).toMatchObject({
      warning: {
        inTerminal: `The end of the vault’s file is missing: 1 change that was saved is lost. 1 passkey can be read. A copy of the file as it was found is at /vault/${copy}. There is no backup. To go on without what is lost, choose “Go on with what was saved…” in Latchkey’s window, or type latchkey vault repair in a terminal.`,
      },
    })
    expect(again.state).toEqual({ ...first.state, damage: { is: 'cut', lost: 1, isKnown: true } })
  })

  it.each<[string, (frame: Buffer) => Buffer]>([
    ['its last sectors did not arrive', (frame) => frame.fill(0, 200)],
    ['its first sector did not arrive', (frame) => frame.fill(0, 0, 100)],
    ['noise arrived', (frame) => Buffer.from(random.bytes(frame.length))],
  ])('works if the file grew, and of its last write %s', async (_, tear) => {
    const { home, bytes, ends } = await closedVault(2)
    const torn = tear(Buffer.from(bytes.subarray(ends[1])))
    await home.write(Buffer.concat([bytes, torn]))

    const vault = await home.openVault()
    const { state } = vault
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await vault.close()

    expect(state).toMatchObject({
      readOnly: null,
      warning: expect.stringContaining(
        'No change that was saved is known to be missing. 2 passkeys can be read.',
      ),
    })
    expect(await open(home)).toMatchObject({
      state: { readOnly: null, warning: null },
      passkeys: { length: 3 },
    })
  })

  it('does not say that no change is missing where no witness would tell of it', async () => {
    const { home, bytes } = await closedVault(2)
    await home.write(bytes.subarray(0, bytes.length - 1))
    await home.remove('vault.witness')

    const { state } = await open(home)

    expect(state).toMatchObject({
      warning: expect.stringMatching(
        /while it saved a change\. 1 passkey can be read\. A copy .*\. The note vault\.witness was missing\. Without it, Latchkey cannot tell whether changes are missing at the end of the file\. Latchkey made a new note\.$/,
      ),
    })
    expect((await open(home)).state).toMatchObject({ warning: null })
  })

  it.each([[4], [20], [30], [43]])(
    'does not trust a witness with a flipped bit at %i',
    async (at) => {
      const { home, bytes, ends } = await closedVault(2)
      const witness = await home.read('vault.witness')
      witness[at]! ^= 1
      await home.write(witness, 'vault.witness')
      await home.write(bytes.subarray(0, ends[1]))

      expect(await open(home)).toMatchObject({
        state: { warning: expect.stringMatching(/^The note vault\.witness was damaged\./) },
        passkeys: { length: 1 },
      })
    },
  )

  it('tells when it is of an earlier generation than the last one', async () => {
    const { home, bytes } = await closedVault(1)
    const vault = await home.openVault()
    await rewrite(vault)
    await vault.close()
    expect(await open(home)).toMatchObject({ state: { warning: null } })
    await home.write(bytes)

    const first = await open(home)
    const again = await open(home)

    expect(first.state).toMatchObject({
      readOnly: null,
      warning: {
        inTerminal:
          'The vault’s file is older than the one that Latchkey used last, and lacks all later changes. 1 passkey can be read. To go back to a backup, choose “Restore a backup…” in Latchkey’s window, or type latchkey vault restore in a terminal. The newest backup that is whole is vault.pkv.1, with 1 passkey. To go on without what is lost, choose “Go on with what was saved…” in Latchkey’s window, or type latchkey vault repair in a terminal.',
      },
    })
    expect(again.state).toEqual({ ...first.state, damage: { is: 'older', lost: 0, isKnown: true } })
  })

  it('names the copy of an earlier generation with an unfinished end, at each opening', async () => {
    const { home, bytes, ends } = await closedVault(1)
    const [opening = 0] = ends
    const vault = await home.openVault()
    await rewrite(vault)
    await vault.close()
    await home.write(Buffer.concat([bytes, bytes.subarray(opening, opening + 30)]))

    for (let time = 1; time <= 2; time++)
      expect((await open(home)).state).toMatchObject({
        damage: { is: 'older' },
        warning: {
          inTerminal: expect.stringMatching(/A copy of the file as it was found is at \S+\.torn-/),
        },
      })
  })

  it('is read-only when it cannot be copied first', async () => {
    const { home, bytes } = await closedVault(2)
    const cut = bytes.subarray(0, bytes.length - 1)
    await home.write(cut)
    home.files.fault = ({ path }) => (path.includes('.torn') ? { code: 'ENOSPC' } : undefined)

    const { state } = await open(home)

    expect(state).toMatchObject({ state: 'open', readOnly: 'The disk is full.' })
    expect(await home.read()).toEqual(cut)
  })
})
