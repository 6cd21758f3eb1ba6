import { describe, expect, it } from 'vitest'
import type { VaultState } from '../../../src/shared/app-state'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, type VaultHome } from '../../support/vault-home'

describe('a vault file that was cut off', () => {
  it('yields exactly its complete entries, at every length', { timeout: 60_000 }, async () => {
    const { home, bytes, ends } = await keptHome(2)
    const [opening = 0] = ends

    for (let length = 0; length < bytes.length; length++) {
      await home.write(bytes.subarray(0, length))
      const { state, passkeys } = await open(home)
      const whole = ends.filter((end) => end <= length).length - 1
      if (length < opening) expect(state).toMatchObject({ reason: 'unreadable' })
      else expect({ length, passkeys: passkeys.length }).toEqual({ length, passkeys: whole })
      await removeCopies(home)
      if (length >= opening) expect(state).toMatchObject({ readOnly: null, warning: null })
    }
  })

  it('is copied before its unfinished end is removed, and accepts new entries', async () => {
    const { home, bytes, ends } = await keptHome(2)
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
    const { home, bytes } = await keptHome(2)
    await home.write(bytes.subarray(0, bytes.length - 1))
    const made: string[] = []
    home.files.fault = ({ call, path }) => {
      const what = /\/vault$|\.pkv(\.torn)?/.exec(path)
      if (what) made.push(`${call} ${what[0]}`)
      return undefined
    }

    await home.openVault()

    expect(made.slice(made.indexOf('create .pkv.torn'))).toEqual([
      'create .pkv.torn',
      'write .pkv.torn',
      'sync .pkv.torn',
      'syncFolder /vault',
      'truncate .pkv',
      'sync .pkv',
    ])
  })

  it('treats trailing zeros, which a power cut may leave, as an unfinished write', async () => {
    const { home, bytes } = await keptHome(1)
    await home.write(Buffer.concat([bytes, Buffer.alloc(700)]))

    const { state, passkeys } = await open(home)

    expect(state).toMatchObject({ state: 'open', readOnly: null })
    expect(passkeys).toHaveLength(1)
  })

  it('is read-only when it cannot be copied first', async () => {
    const { home, bytes } = await keptHome(2)
    const cut = bytes.subarray(0, bytes.length - 1)
    await home.write(cut)
    home.files.fault = ({ path }) => (path.includes('.torn') ? { code: 'ENOSPC' } : undefined)

    const { state } = await open(home)

    expect(state).toMatchObject({ state: 'open', readOnly: 'The disk is full.' })
    expect(await home.read()).toEqual(cut)
  })
})

describe('a vault file with one flipped bit', () => {
  it('is detected at every byte, and stays unchanged', { timeout: 60_000 }, async () => {
    const { home, bytes, ends, kept } = await keptHome(1)
    const [opening = 0] = ends

    for (let at = 0; at < bytes.length; at++) {
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
      expect(Buffer.compare(await home.read(), damaged)).toBe(0)
      await removeCopies(home)
    }
  })

  it('yields every entry except the damaged one, warns, and rejects new entries', async () => {
    const { home, bytes, ends, kept } = await keptHome(5)
    bytes[(ends[2] ?? 0) + 100]! ^= 1
    await home.write(bytes)
    const vault = home.vault()

    await vault.open()

    expect(vault.passkeys.list()).toEqual(kept.filter((_, i) => i !== 2))
    expect(vault.state).toMatchObject({
      readOnly: expect.stringContaining('damaged'),
      warning: expect.stringMatching(
        /4 passkeys were saved, 1 entry was lost.*vault\.pkv\.corrupt-/,
      ),
    })
    await expect(vault.passkeys.add(keptPasskey(), PRIVATE_KEY)).rejects.toThrow('damaged')
    expect(await home.read()).toEqual(bytes)
  })

  it('gets a warning with the path of the copy, the state of the file, and the next step', async () => {
    const { home, state } = await openDamaged()

    const [, copy = ''] = await home.names()
    const warning = state.state === 'open' ? state.warning : null
    expect(warning).toContain('Latchkey left /vault/vault.pkv unchanged')
    expect(warning).toContain(`and copied it to /vault/${copy}.`)
    expect(warning).toContain('a good copy of your own')
    expect(warning).not.toContain('vault.pkv.1')
  })

  it('gets a warning without a copy when the copy could not be made', async () => {
    const { state } = await openDamaged((home) => {
      home.files.fault = ({ path }) => (path.includes('.corrupt') ? { code: 'ENOSPC' } : undefined)
    })

    expect(state).toMatchObject({ warning: expect.stringContaining('unchanged. If you') })
  })

  it('can be replaced by the previous generation as the warning describes', async () => {
    const { home, state } = await openDamaged((damagedHome, whole) =>
      damagedHome.write(whole, 'vault.pkv.1'),
    )
    expect(state).toMatchObject({
      warning: expect.stringMatching(
        /\/vault\/vault\.pkv\.1 is a backup.*quit Latchkey, rename vault\.pkv to vault\.pkv\.damaged, rename vault\.pkv\.1 to vault\.pkv, and start/,
      ),
    })

    await home.write(await home.read(), 'vault.pkv.damaged')
    await home.write(await home.read('vault.pkv.1'))
    await home.remove('vault.pkv.1')

    const after = await open(home)
    expect(after.state).toMatchObject({ readOnly: null, warning: null })
    expect(after.passkeys).toHaveLength(3)
  })

  it('is copied only once when it is opened twice', async () => {
    const { home, bytes, ends } = await keptHome(3)
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
    ['two frames are swapped', ([a, b, ...rest]) => [b!, a!, ...rest], 4, 1],
    ['one frame is missing', ([a, , ...rest]) => [a!, ...rest], 4, 1],
    ['one frame appears twice', ([a, b, ...rest]) => [a!, b!, b!, ...rest], 5, 0],
    ['the length of one frame is damaged', ([a, b, ...rest]) => [a!, ruined(b!), ...rest], 4, 1],
  ])('is detected when %s', async (_, change, saved, lost) => {
    const { home, bytes, ends } = await keptHome(5)
    const frames = ends.slice(1).map((end, i) => bytes.subarray(ends[i], end))
    await home.write(Buffer.concat([bytes.subarray(0, ends[0]), ...change(frames)]))

    const { state, passkeys } = await open(home)

    expect(passkeys).toHaveLength(saved)
    expect(state).toMatchObject({
      state: 'open',
      readOnly: expect.stringContaining('damaged'),
      warning: expect.stringContaining(
        `${String(lost)} ${lost === 1 ? 'entry was' : 'entries were'}`,
      ),
    })
  })

  it('is detected when a frame belongs to another vault', async () => {
    const { home, bytes, ends } = await keptHome(2)
    const other = await keptHome(2)
    const foreign = other.bytes.subarray(other.ends[0], other.ends[1])
    await home.write(Buffer.concat([bytes.subarray(0, ends[1]), foreign]))

    const { state, passkeys } = await open(home)

    expect(passkeys).toHaveLength(1)
    expect(isFound(state)).toBe(true)
  })

  it('is detected when the end of the opening records of a generation is missing', async () => {
    const { home } = await keptHome(1)
    const vault = await home.openVault()
    // Grows the file until it is rewritten, so that the opening records include every passkey.
    const name = 'x'.repeat(60_000)
    const [passkey] = vault.passkeys.list()
    for (let i = 0; i < 40; i++)
      await vault.passkeys.rename(passkey!.credentialId, {
        userName: `${String(i)}${name}`,
        userDisplayName: '',
      })
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

interface KeptHome {
  readonly home: VaultHome
  readonly bytes: Buffer
  /** Where the opening frame and each of the passkeys' frames end. */
  readonly ends: number[]
  readonly kept: readonly Passkey[]
}

/** A home with a closed vault of `count` passkeys, one in each frame. */
async function keptHome(count: number): Promise<KeptHome> {
  const home = memoryHome()
  const vault = await home.openVault()
  const ends = [(await home.read()).length]
  for (let i = 0; i < count; i++) {
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    ends.push((await home.read()).length)
  }
  const kept = vault.passkeys.list()
  await vault.close()
  return { home, bytes: await home.read(), ends, kept }
}

/** Opens a vault of three passkeys, the first of them damaged. */
async function openDamaged(
  prepare: (home: VaultHome, whole: Buffer) => Promise<void> | void = () => {},
) {
  const { home, bytes, ends } = await keptHome(3)
  const whole = Buffer.from(bytes)
  bytes[(ends[0] ?? 0) + 100]! ^= 1
  await home.write(bytes)
  await prepare(home, whole)
  return { home, ...(await open(home)) }
}

async function open(home: VaultHome): Promise<{ state: VaultState; passkeys: readonly Passkey[] }> {
  const vault = home.vault()
  await vault.open()
  const passkeys = vault.state.state === 'open' ? vault.passkeys.list() : []
  const { state } = vault
  await vault.close()
  return { state, passkeys }
}

/** A thousand copies would make the next opening slow. */
async function removeCopies(home: VaultHome): Promise<void> {
  for (const name of await home.names()) if (name !== 'vault.pkv') await home.remove(name)
}

function isFound(state: VaultState): boolean {
  if (state.state === 'open') return state.readOnly !== null && state.warning !== null
  return state.state === 'locked' && state.reason !== 'in-use'
}

function ruined(frame: Buffer): Buffer {
  const copy = Buffer.from(frame)
  copy[2]! ^= 0x10
  return copy
}
