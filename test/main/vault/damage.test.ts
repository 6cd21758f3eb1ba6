/**
 * Damages a vault's file in every way, and opens the result. `npm run soak:damage` tries every state, or, with
 * `DAMAGE_EVERY`, one in that many. Otherwise a small, evenly spread part of the states is tried.
 */
import { createDecipheriv } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { FrameSealer } from '../../../src/main/vault/frame'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { judgeAll, latchkey, readBy, tableOf, type Reader } from '../../support/damage-judge'
import { largeStates, smallStates } from '../../support/damage-states'
import { DamageFolder, damageSubject, type DamageSubject } from '../../support/damage-subject'

const IS_SOAK = process.env.DAMAGE_SOAK !== undefined
const SOAK_EVERY = Number(process.env.DAMAGE_EVERY ?? 1)
const PATIENCE_MS = 3_600_000

/** Kinds of which only one in this many states is tried outside a soak. */
const SPARSE: Readonly<Record<string, number>> = {
  'cut at a length': 29,
  'cut, and no witness': 61,
  'one bit flipped': 401,
  'one byte 00, ff or random': 151,
  'two flipped bits far apart': 47,
  'rubbish behind the end': 11,
  'the whole file is rubbish': 11,
}

let small: DamageSubject
beforeAll(async () => {
  small = await damageSubject(6)
})
afterEach(() => vi.restoreAllMocks())

describe('a damaged file yields no wrong passkey and every untouched one, and is reported correctly', () => {
  it('a small file', { timeout: PATIENCE_MS }, async () => {
    const judgement = await judgeAll(small, smallStates(small), {
      every: (kind) => (IS_SOAK ? SOAK_EVERY : (SPARSE[kind] ?? 9)),
    })
    if (IS_SOAK) console.log(tableOf(judgement))
    expect(judgement.faults).toEqual([])
  })

  it('a file of many pages', { timeout: PATIENCE_MS }, async () => {
    const subject = await damageSubject(400)
    const judgement = await judgeAll(subject, largeStates(subject), {
      every: () => (IS_SOAK ? SOAK_EVERY : 311),
    })
    if (IS_SOAK) console.log(tableOf(judgement))
    expect(judgement.faults).toEqual([])
  })
})

describe('the harness finds a reader', () => {
  it('that does not check seals', async () => {
    openWithoutCheckingSeals()
    expect(await faultsOf(latchkey)).toContain('a wrong passkey or key came out')
  })

  it('that stops at the first damaged frame', async () => {
    const stops: Reader = async (...state) => {
      const outcome = await latchkey(...state)
      const names = outcome.passkeys.map(({ passkey }) => passkey.userName)
      const gap = names.findIndex((name, place) => name !== `user ${String(place)}`)
      return gap < 0 ? outcome : { ...outcome, passkeys: outcome.passkeys.slice(0, gap) }
    }
    expect(await faultsOf(stops)).toContain('an untouched passkey was not saved')
  })

  it('that counts what is missing by bytes', async () => {
    const counts: Reader = async (...state) => {
      const outcome = await latchkey(...state)
      if (outcome.state.state !== 'open') return outcome
      const [{ bytes, frames }, { file }] = state
      const mean = bytes.length / frames.length
      const lost = Math.round(Math.abs(file.length / mean - outcome.passkeys.length - 1))
      return { ...outcome, state: { ...outcome.state, damage: { is: 'damaged', lost } } }
    }
    const faults = await faultsOf(counts)
    expect(faults).toMatch(/[1-9]\d* entries told, 0 missing/)
    expect(faults).toMatch(/only \d+ of \d+ entries told/)
  })

  it('that keeps no copy of the file that it repairs', async () => {
    const keepsNothing: Reader = async (subject, damaged) => {
      const folder = new DamageFolder()
      const outcome = await readBy(folder, subject, damaged)
      await folder.removeCopies()
      return { ...outcome, keepsOriginal: await folder.holds(damaged.file) }
    }
    expect(await faultsOf(keepsNothing)).toContain('the original bytes are gone')
  })

  it('whose command line says that all is well', async () => {
    const wellAlways: Reader = async (...state) => ({ ...(await latchkey(...state)), exitCode: 0 })
    expect(await faultsOf(wellAlways)).toContain('exit code 0 for damaged')
  })

  /** The faults of a few states of each kind, as one text. */
  async function faultsOf(reader: Reader): Promise<string> {
    const every = (kind: string) => 7 * (SPARSE[kind] ?? 2)
    const { faults } = await judgeAll(small, smallStates(small), { every, reader })
    return faults.join('\n')
  }
})

describe('rubbish that looks like frames costs little', () => {
  it.each(
    [
      ['lengths of 1', '00000001fffffffe'],
      ['lengths of 0', '00000000ffffffff'],
      ['lengths of 512 KiB', '00080000fff7ffff'],
      ['lengths of 1 and of 512 KiB', '00000001fffffffe00080000fff7ffff'],
    ].filter((_, place) => IS_SOAK || place % 2 === 0),
  )('a mebibyte of %s', { timeout: PATIENCE_MS }, async (_, pattern) => {
    const spent = vi.spyOn(FrameSealer.prototype, 'open')
    const rubbish = Buffer.alloc(2 ** 20, Buffer.from(pattern, 'hex'))
    const [, first] = small.frames
    const { bytes } = small
    const file = Buffer.concat([
      bytes.subarray(0, first?.start),
      rubbish,
      bytes.subarray(first?.start),
    ])
    const folder = new DamageFolder()
    for (const [account, secret] of small.items) folder.keychain.items.set(account, secret)
    await folder.put(file, small.witness)

    const vault = folder.vault()
    await vault.open()

    expect(vault.passkeys.list()).toHaveLength(6)
    const opened = spent.mock.calls.reduce((sum, [, frame]) => sum + frame.length, 0)
    expect(spent.mock.calls.length).toBeLessThan(150_000)
    expect(opened).toBeLessThan(300_000_000)
    await vault.close()
  })
})

/** From now on, a frame opens whatever its bytes and its position are. */
function openWithoutCheckingSeals(): void {
  let key: Uint8Array = new Uint8Array(32)
  const records = Reflect.get(VaultKeys.prototype, 'records')
  vi.spyOn(VaultKeys.prototype, 'records').mockImplementation(function (
    this: VaultKeys,
    generation,
  ) {
    const made = records.call(this, generation)
    key = Uint8Array.from(made)
    return made
  })
  vi.spyOn(FrameSealer.prototype, 'open').mockImplementation((_sequence, frame) => {
    const decipher = createDecipheriv('aes-256-gcm', key, frame.subarray(8, 20))
    return Uint8Array.from(decipher.update(frame.subarray(36)))
  })
}
