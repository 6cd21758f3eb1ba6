import { describe, expect, it } from 'vitest'
import { inTerminal } from '../../../src/shared/placed-text'
import type { VaultState } from '../../../src/shared/app-state'
import { closedVault, open, removeCopies, rewrite } from '../../support/damaged-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import type { VaultHome } from '../../support/vault-home'

/** One in this many bytes, because all of them take half a minute. Odd, so that every bit of a byte is tried. */
const EVERY = process.env.DAMAGE_SOAK === undefined ? 7 : 1

describe('a vault file with one flipped bit', () => {
  it('is detected at every byte, and is kept as it was found', { timeout: 120_000 }, async () => {
    const { home, bytes, ends, kept } = await closedVault(1)
    const [opening = 0] = ends

    for (let at = 0; at < bytes.length; at += EVERY) {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8))
      await home.write(damaged)
      const { state, passkeys } = await open(home)
      const safe = at < opening && state.state === 'open'
      expect({ at, passkeys, found: isFound(state) }).toEqual({
        at,
        passkeys: safe ? kept : [],
        found: true,
      })
      const contents = Object.values(await home.contents())
      expect({ at, isKept: contents.includes(damaged.toString('hex')) }).toEqual({
        at,
        isKept: true,
      })
      await removeCopies(home)
    }
  })

  it('yields every entry except the damaged one, warns, and rejects new entries', async () => {
    const { home, bytes, ends, kept } = await closedVault(5)
    bytes[(ends[2] ?? 0) + 100]! ^= 1
    await home.write(bytes)
    const vault = home.vault()

    await vault.open()

    expect(vault.passkeys.list()).toEqual(kept.filter((_, i) => i !== 2))
    expect(vault.state).toMatchObject({
      readOnly: expect.stringContaining('damaged'),
      warning: {
        inTerminal: expect.stringMatching(
          /1 entry is lost\. 4 passkeys can be read.*vault\.pkv\.corrupt-/,
        ),
      },
    })
    await expect(vault.passkeys.add(keptPasskey(), PRIVATE_KEY)).rejects.toThrow('damaged')
    expect(await home.read()).toEqual(bytes)
  })

  it('gets a warning with the path of the copy, the state of the file, and the next step', async () => {
    const { home, state } = await openDamaged()

    const [, copy = ''] = await home.names()
    const warning = state.state === 'open' && state.warning ? inTerminal(state.warning) : ''
    expect(warning).toContain('Latchkey left /vault/vault.pkv unchanged')
    expect(warning).toContain(`and copied it to /vault/${copy}.`)
    expect(warning).toContain('choose “Go on with what was saved…” in')
    expect(warning).toContain('latchkey vault repair')
    expect(warning).toContain('There is no backup.')
  })

  it('gets a warning without a copy when the copy could not be made', async () => {
    const { state } = await openDamaged((home) => {
      home.files.fault = ({ path }) => (path.includes('.corrupt') ? { code: 'ENOSPC' } : undefined)
    })

    expect(state).toMatchObject({
      warning: { inTerminal: expect.stringContaining('unchanged. To save') },
    })
  })

  it('can be replaced by the previous generation that the warning names', async () => {
    const { home, state } = await openDamaged((damagedHome, whole) =>
      damagedHome.write(whole, 'vault.pkv.1'),
    )
    expect(state).toMatchObject({
      warning: {
        inWindow: expect.stringMatching(
          /“Restore a backup…”.* The newest backup that is whole is vault\.pkv\.1, with 3 passkeys\.$/,
        ),
      },
    })

    const vault = home.vault()
    await vault.rescue.restore('vault.pkv.1')
    await vault.close()

    const after = await open(home)
    expect(after.state).toMatchObject({ readOnly: null, warning: null })
    expect(after.passkeys).toHaveLength(3)
  })

  it('is copied only once when it is opened twice', async () => {
    const { home, bytes, ends } = await closedVault(3)
    bytes[(ends[0] ?? 0) + 100]! ^= 1
    await home.write(bytes)

    await open(home)
    home.clock.advance(1000)
    await open(home)

    expect(await home.names()).toHaveLength(2)
  })
})

describe('a vault file with misplaced frames', () => {
  it.each<[string, (frames: Buffer[]) => Buffer[], number, number]>([
    ['two frames are swapped', ([a, b, ...rest]) => [b!, a!, ...rest], 5, 0],
    ['one frame is missing', ([a, , ...rest]) => [a!, ...rest], 4, 1],
    ['one frame appears twice', ([a, b, ...rest]) => [a!, b!, b!, ...rest], 5, 0],
    ['the length of one frame is damaged', ([a, b, ...rest]) => [a!, ruined(b!), ...rest], 4, 1],
  ])('is detected when %s', async (_, change, saved, lost) => {
    const { home, bytes, ends } = await closedVault(5)
    const frames = ends.slice(1).map((end, i) => bytes.subarray(ends[i], end))
    await home.write(Buffer.concat([bytes.subarray(0, ends[0]), ...change(frames)]))

    const { state, passkeys } = await open(home)

    expect(passkeys).toHaveLength(saved)
    expect(state).toMatchObject({
      state: 'open',
      readOnly: expect.stringContaining('damaged'),
      warning: {
        inTerminal: expect.stringContaining(lost === 0 ? 'Nothing is lost' : '1 entry is lost'),
      },
    })
  })

  it('is detected when a frame belongs to another vault', async () => {
    const { home, bytes, ends } = await closedVault(2)
    const other = await closedVault(2)
    const foreign = other.bytes.subarray(other.ends[0], other.ends[1])
    await home.write(Buffer.concat([bytes.subarray(0, ends[1]), foreign]))

    const { state, passkeys } = await open(home)

    expect(passkeys).toHaveLength(1)
    expect(isFound(state)).toBe(true)
  })

  it('is detected when the end of the opening records of a generation is missing', async () => {
    const { home } = await closedVault(1)
    const vault = await home.openVault()
    await rewrite(vault)
    await vault.close()
    const bytes = await home.read()
    expect(bytes.readUInt32BE(10)).toBeGreaterThan(1)
    const opening = 42 + bytes.readUInt32BE(38) + 8
    const end = opening + 36 + bytes.readUInt32BE(opening)
    await home.write(bytes.subarray(0, end))

    const { state } = await open(home)

    expect(isFound(state)).toBe(true)
  })
})

/** Opens a vault of three passkeys, the first of them damaged. */
async function openDamaged(
  prepare: (home: VaultHome, whole: Buffer) => Promise<void> | void = () => {},
) {
  const { home, bytes, ends } = await closedVault(3)
  const whole = Buffer.from(bytes)
  bytes[(ends[0] ?? 0) + 100]! ^= 1
  await home.write(bytes)
  await prepare(home, whole)
  return { home, ...(await open(home)) }
}

function isFound(state: VaultState): boolean {
  if (state.state === 'open') return state.warning !== null
  return state.state === 'locked' && state.reason !== 'in-use'
}

function ruined(frame: Buffer): Buffer {
  const copy = Buffer.from(frame)
  copy[2]! ^= 0x10
  return copy
}
