/** A large file is rewritten while changes continue. */
import { describe, expect, it } from 'vitest'
import type { Files, OpenFile } from '../../../src/main/vault/files'
import type { Vault } from '../../../src/main/vault/vault'
import { applyChanges } from '../../support/apply-changes'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { MemoryFiles } from '../../support/memory-files'
import { VaultHome } from '../../support/vault-home'

const VAULT = '/vault/vault.pkv'
const NEXT = '/vault/vault.pkv.tmp-next'
const GENERATION_AT = 10

describe('a large file that is rewritten', () => {
  it('lets changes be saved during the rewrite, and has them afterwards', async () => {
    const { home, gate, vault, first } = await rewritingVault()

    const second = keptPasskey()
    await vault.passkeys.add(second, PRIVATE_KEY)
    await rename(vault, first, 'changed meanwhile')
    const beforeEnd = await home.read()
    gate.open()
    await rewritten(home)

    expect(generationOf(beforeEnd)).toBe(1)
    expect(generationOf(await home.read())).toBe(2)
    const again = await reopened(home, vault)
    expect(again.passkeys.list().map(({ userName }) => userName)).toEqual([
      'changed meanwhile',
      second.userName,
    ])
  })

  it('takes over many changes in pieces, so that none holds the event loop for long', async () => {
    const { home, gate, vault, first } = await rewritingVault()
    for (let change = 1; change <= 550; change++) await rename(vault, first, `change ${change}`)
    let writes = 0
    home.files.fault = ({ call, path }) => {
      if (call === 'write' && path === NEXT) writes++
      return undefined
    }
    gate.open()
    await rewritten(home)

    expect(writes).toBeGreaterThanOrEqual(6)
    const again = await reopened(home, vault)
    expect(again.passkeys.find(first)?.userName).toBe('change 550')
  })

  it('is on the disk, with the changes during the rewrite, before it takes the name', async () => {
    const { home, gate, vault, first } = await rewritingVault()
    await rename(vault, first, 'changed meanwhile')
    const calls: string[] = []
    home.files.fault = ({ call, path }) => {
      if (path === NEXT || path === VAULT) calls.push(call)
      return undefined
    }
    gate.open()
    await rewritten(home)

    expect(calls.slice(calls.lastIndexOf('write'))).toEqual(['write', 'sync', 'rename'])
  })

  it('keeps blocked origins', async () => {
    const { home, gate, vault } = await rewritingVault((vault) =>
      vault.grants.block('https://b.test', 5),
    )
    gate.open()
    await rewritten(home)

    const again = await reopened(home, vault)

    expect(again.grants.blocked()).toEqual([{ origin: 'https://b.test', at: 5 }])
  })

  it('does not restore a passkey that was deleted during the rewrite', async () => {
    const { home, gate, vault, first } = await rewritingVault()
    await vault.passkeys.trash(first, 'a test')
    await vault.passkeys.deleteForever([first])
    gate.open()
    await rewritten(home)

    const again = await reopened(home, vault)

    expect(again.passkeys.list()).toEqual([])
    expect(again.passkeys.listTrash()).toEqual([])
  })

  it('is not changed when the vault closes before the end', async () => {
    const { home, gate, vault, first } = await rewritingVault()
    const closed = vault.close()
    gate.open()
    await closed

    expect(generationOf(await home.read())).toBe(1)
    expect(await home.names()).toEqual(['vault.pkv'])
    const again = await home.openVault()
    expect(again.passkeys.find(first)).toBeDefined()
  })

  it('changes no file once the vault has closed, whenever that was', async () => {
    for (let turns = 0; turns < 12; turns++) {
      const { home, gate, vault } = await rewritingVault()
      gate.open()
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      await vault.close()
      const closed = await home.contents()
      await settled()

      expect({ turns, files: await home.contents() }).toEqual({ turns, files: closed })
    }
  })

  it('is abandoned for a new master key, which seals everything', async () => {
    const { home, gate, vault, first } = await rewritingVault()
    const renewed = vault.ways.renewKey()
    gate.open()
    await renewed
    await rename(vault, first, 'after the new key')

    const again = await reopened(home, vault)

    expect(again.state).toMatchObject({ readOnly: null, warning: null })
    expect(again.passkeys.find(first)?.userName).toBe('after the new key')
  })

  it('is correct when a change during the rewrite was refused and could not be cut off', async () => {
    const { home, gate, vault, first } = await rewritingVault()
    home.files.fault = ({ call, path }) =>
      path === home.file && (call === 'syncData' || call === 'truncate')
        ? { code: 'EIO' }
        : undefined
    await expect(rename(vault, first, 'refused')).rejects.toThrow('disk')
    home.files.reset()
    gate.open()
    await rewritten(home)
    await rename(vault, first, 'accepted')

    const again = await reopened(home, vault)

    expect(again.state).toMatchObject({ readOnly: null, warning: null })
    expect(again.passkeys.find(first)?.userName).toBe('accepted')
  })

  it('loses no change when the disk fails at any of its calls, or the app dies there', async () => {
    const { length: calls } = await callsOfRewriting()
    expect(calls).toBeGreaterThan(6)

    for (let failing = 0; failing < calls; failing++) {
      const { home, gate, vault, first } = await rewritingVault()
      await rename(vault, first, 'meanwhile')
      let number = 0
      home.files.fault = ({ path }) =>
        path !== home.file && number++ >= failing ? { code: 'EIO' } : undefined
      gate.open()
      await settled()
      home.files.reset()

      expect({ failing, is: await nameAfterCrash(home, first) }).toEqual({
        failing,
        is: 'meanwhile',
      })
      await rename(vault, first, 'afterwards')
      const again = await reopened(home, vault)
      expect({ failing, is: again.passkeys.find(first)?.userName }).toEqual({
        failing,
        is: 'afterwards',
      })
    }
  })
})

/** A vault whose rewrite waits before the new file is synced. */
/** @param before the changes that are saved before the rewrite begins. */
async function rewritingVault(before: (vault: Vault) => Promise<unknown> = async () => undefined) {
  const gate = new Gate()
  const home = new VaultHome('/vault', gated(new MemoryFiles(), gate), {
    pid: 1,
    identify: async () => 'runs',
  })
  home.rewrittenAtOnce = 0
  const vault = await home.openVault()
  const { credentialId: first } = await added(vault)
  await before(vault)
  while (!gate.reached) {
    await rename(vault, first, 'x'.repeat(60_000))
    await settled()
  }
  return { home, gate, vault, first }
}

async function added(vault: Vault) {
  const passkey = keptPasskey()
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  return passkey
}

async function callsOfRewriting(): Promise<readonly string[]> {
  const { home, gate, vault, first } = await rewritingVault()
  await rename(vault, first, 'meanwhile')
  home.files.reset()
  gate.open()
  await rewritten(home)
  await settled()
  return [...home.files.calls]
}

function rename(vault: Vault, passkeyId: Uint8Array, userName: string): Promise<unknown> {
  return applyChanges(vault.passkeys, [{ passkeyId, set: { userName } }])
}

/** The result of a start at this moment. */
async function nameAfterCrash(home: VaultHome, id: Uint8Array): Promise<string | undefined> {
  const after = new VaultHome('/vault', new MemoryFiles(), {
    pid: 1,
    identify: async () => 'runs',
  })
  for (const name of await home.names()) await after.write(await home.read(name), name)
  for (const [account, key] of home.keychain.items) after.keychain.items.set(account, key)
  return (await after.openVault()).passkeys.find(id)?.userName
}

async function reopened(home: VaultHome, vault: Vault): Promise<Vault> {
  await vault.close()
  return home.openVault()
}

async function rewritten(home: VaultHome): Promise<void> {
  while (generationOf(await home.read()) === 1) await settled()
}

function generationOf(file: Buffer): number {
  return file.readUInt32BE(GENERATION_AT)
}

async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** Holds every caller until it is opened. */
class Gate {
  #open: () => void = () => {}
  readonly #opened = new Promise<void>((resolve) => (this.#open = resolve))
  reached = false

  open(): void {
    this.#open()
  }

  async pass(): Promise<void> {
    this.reached = true
    await this.#opened
  }
}

/** Files whose first sync of the new generation waits at the gate. */
function gated(files: Files, gate: Gate): Files {
  const held = (file: OpenFile): OpenFile => ({
    read: (target, position) => file.read(target, position),
    write: (bytes, position) => file.write(bytes, position),
    sync: async () => {
      await gate.pass()
      await file.sync()
    },
    syncData: () => file.syncData(),
    truncate: (length) => file.truncate(length),
    info: () => file.info(),
    close: () => file.close(),
  })
  return Object.assign(Object.create(files) as Files, {
    open: async (path: string, how: 'read' | 'read-write' | 'create') => {
      const file = await files.open(path, how)
      return path === NEXT ? held(file) : file
    },
    info: (path: string) => files.info(path),
    rename: (from: string, to: string) => files.rename(from, to),
    link: (from: string, to: string) => files.link(from, to),
    remove: (path: string) => files.remove(path),
    list: (folder: string) => files.list(folder),
  })
}
