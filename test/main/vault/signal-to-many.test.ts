/** A signal that changes many passkeys is one small change in the file, which states their common values once. */
import { describe, expect, it } from 'vitest'
import { SignalEngine } from '../../../src/main/signals/engine'
import { Collections } from '../../../src/main/vault/collections'
import type { Vault } from '../../../src/main/vault/vault'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import { fullDisk } from '../../support/faulty-files'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome } from '../../support/vault-home'

const MANY = 150
const USER = Uint8Array.of(7)
const requester = { origin: 'https://example.org', crossOrigin: false, topOrigin: null }
const about = { requester, rpId: 'example.org', userHandle: USER }
const names: ReceivedSignal = {
  ...about,
  kind: 'currentUserDetails',
  name: 'grace@example.org',
  displayName: 'Grace',
}
const none: ReceivedSignal = {
  ...about,
  kind: 'allAcceptedCredentials',
  allAcceptedCredentialIds: [],
}
const grace = { userName: 'grace@example.org', userDisplayName: 'Grace' }

describe('a signal that changes many passkeys', () => {
  it('is written at once, smaller than the passkeys, and is there after the vault was opened again', async () => {
    const { home, vault, engine } = await manyPasskeys()
    const { length: before } = await home.read()
    home.files.reset()

    await engine.receive(names)

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect((await home.read()).length - before).toBeLessThan(before / 3)
    await engine.receive(none)
    const now = vault.passkeys.list()
    expect(now.every(({ userName, hidden }) => userName === grace.userName && hidden)).toBe(true)
    await vault.close()
    const again = await home.openVault()
    expect(again.passkeys.list()).toEqual(now)
    expect(Buffer.from(again.passkeys.privateKey(now[0]!.credentialId))).toEqual(
      Buffer.from(PRIVATE_KEY),
    )
  })

  it('is undone after the vault was opened again', async () => {
    const { home, vault, engine, passkeys } = await manyPasskeys()
    await engine.receive(names)
    await engine.receive(none)
    await vault.close()

    const again = await home.openVault()
    const { undo } = engineFor(again)
    await undo('signal-2')
    expect(again.passkeys.list().some(({ hidden }) => hidden)).toBe(false)
    await undo('signal-1')

    const { userName, userDisplayName } = passkeys[0]!
    expect(again.passkeys.list().map((one) => [one.userName, one.userDisplayName])).toEqual(
      passkeys.map(() => [userName, userDisplayName]),
    )
  })

  it('keeps each passkey’s own values', async () => {
    const { home, vault, engine, passkeys } = await manyPasskeys()
    const [own, hidden, used] = passkeys as [Passkey, Passkey, Passkey]
    await vault.passkeys.rename(own.credentialId, { userName: 'my own' })
    await vault.passkeys.hide(hidden.credentialId, 'the user hid it')
    await engine.receive({ ...names, displayName: 'Rear Admiral' })
    await vault.passkeys.recordUse(used.credentialId, 77)

    await engine.receive(names)
    await engine.receive(none)

    const expected = [
      { userName: 'my own', userDisplayName: 'Grace', renames: { length: 3 } },
      { ...grace, hidden: { because: 'the user hid it' }, renames: { length: 2 } },
      { ...grace, hidden: { by: 'page' }, lastUsedAt: 77 },
    ]
    expect(vault.passkeys.list().slice(0, 3)).toMatchObject(expected)
    await vault.close()
    expect((await home.openVault()).passkeys.list().slice(0, 3)).toMatchObject(expected)
  })

  it('neither loses a change of the user before it or after it, nor takes one into it', async () => {
    const { home, vault, engine, passkeys } = await manyPasskeys()
    const [first, second] = passkeys as [Passkey, Passkey]

    await Promise.all([
      vault.passkeys.rename(first.credentialId, { userName: 'before' }),
      engine.receive(names),
      new Promise((resolve) => setImmediate(resolve)).then(() =>
        vault.passkeys.rename(second.credentialId, { userName: 'after' }),
      ),
    ])

    const userNames = vault.passkeys.list().map(({ userName }) => userName)
    expect(userNames.slice(0, 3)).toEqual(['before', 'after', grace.userName])
    await vault.close()
    const again = await home.openVault()
    expect(again.passkeys.list().map(({ userName }) => userName)).toEqual(userNames)
  })

  it('shows all of its changes at once, when they are on the disk', async () => {
    const { home, vault, engine } = await manyPasskeys()
    const seen = new Set<string>()
    const look = () => {
      if (!vault.isOpen) return
      const renamed = vault.passkeys.list().filter(({ userName }) => userName === grace.userName)
      seen.add(`${renamed.length}, after ${home.files.calls.join()}`)
    }
    home.files.reset()
    vault.passkeys.onChange(look)
    const done = engine.receive(names)
    const state = { is: 'waiting' }
    void done.then(() => (state.is = 'done'))
    while (state.is === 'waiting') {
      look()
      await new Promise((resolve) => setImmediate(resolve))
    }

    expect([...seen].filter((one) => !one.startsWith('0,'))).toEqual([
      `${MANY}, after write,syncData`,
    ])
  })

  it('changes nothing when the disk is full', async () => {
    const { home, vault, engine, passkeys, reports } = await manyPasskeys()
    const before = await home.read()

    home.files.fault = fullDisk(1000)
    await engine.receive(names)

    expect(reports).toMatchObject([{ outcome: 'refused' }])
    expect(vault.passkeys.list()).toEqual(passkeys)
    expect(Buffer.compare(await home.read(), before)).toBe(0)
  })

  it('is in the passkeys themselves when the file is rewritten under another key', async () => {
    const { home, vault, engine } = await manyPasskeys()
    await engine.receive(names)
    const now = vault.passkeys.list()

    await vault.ways.setPassphrase('another way')
    await vault.passkeys.trash(now[0]!.credentialId, 'a test')
    await vault.close()

    const again = home.vault()
    await again.open()
    await again.unlockWithPassphrase('another way')
    expect(again.passkeys.list()).toEqual(now.slice(1))
  })
})

describe('changed fields', () => {
  it('never make a rewritten file larger than the live bytes say', () => {
    const collections = new Collections()
    const keys = Array.from({ length: 20 }, (_, i) => `key ${i}`)
    for (const key of keys) collections.apply([['put', 'things', key, { a: 'a', b: 1 }]], 100)

    for (let round = 1; round < 40; round++) {
      const value = 'x'.repeat((round * 37) % 500)
      collections.apply([['set', 'things', keys, { a: value, c: round }]], 1000)
      if (round % 3 === 0) void collections.get('things', 'key 1')
      const written = [...collections.plaintexts()].reduce((sum, { length }) => sum + length, 0)
      expect(collections.liveBytes).toBeGreaterThanOrEqual(written)
      expect(collections.liveBytes).toBeLessThan(keys.length * 700)
    }
    for (const key of keys) collections.apply([['delete', 'things', key]], 50)
    expect(collections.liveBytes).toBe(0)
  })

  it('of a value that is not there are ignored', () => {
    const collections = new Collections()

    collections.apply([['set', 'things', ['gone'], { a: 1 }]], 100)

    expect(collections.get('things', 'gone')).toBeUndefined()
    expect(collections.liveBytes).toBe(0)
  })
})

function engineFor(vault: Vault) {
  const reports: object[] = []
  let received = 0
  const engine = new SignalEngine({
    store: vault.passkeys,
    // Names that the user chose stay.
    policies: { of: () => 'google-password-manager' },
    report: (report) => void reports.push(report),
    newId: () => `signal-${++received}`,
    now: () => 1_000,
  })
  return { engine, reports, undo: (id: string) => engine.undo(id) }
}

/** Many passkeys of one user, oldest first. */
async function manyPasskeys() {
  const home = memoryHome()
  const vault = await home.openVault()
  const passkeys = Array.from({ length: MANY }, () =>
    keptPasskey({ userHandle: USER, discoverable: false }),
  )
  await vault.passkeys.addAll(
    passkeys.map((passkey) => ({ passkey, privateKey: PRIVATE_KEY, secrets: {} })),
  )
  return { home, vault, passkeys: vault.passkeys.list(), ...engineFor(vault) }
}
