/** Undo of the user's own edits, with newer changes in between. */
import { describe, expect, it } from 'vitest'
import { SignalEngine } from '../../../src/main/signals/engine'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ReceivedSignal } from '../../../src/main/webauthn/client/ports'
import type { SignalPolicy } from '../../../src/shared/signal-policy'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { random } from '../../support/vault-home'

const alice = { userName: 'alice', userDisplayName: 'Alice' }
const bob = { userName: 'bob', userDisplayName: 'Alice' }
const ORIGIN = 'https://example.org'

describe('undoing a rename', () => {
  it('restores the earlier names, and lets them follow the site again', async () => {
    const { passkeys, id, names } = await world()
    await passkeys.rename(id, bob)
    await passkeys.rename(id, alice, bob)

    expect(names()).toEqual(alice)
    expect(passkeys.find(id)?.edited).toEqual({ userName: null, userDisplayName: null })
  })

  it('rejects when a signal has set a newer name, and says the name', async () => {
    const { passkeys, id, names, signalNames } = await world()
    await passkeys.rename(id, bob)
    await signalNames('alicia', 'Alice')

    await expect(passkeys.rename(id, alice, bob)).rejects.toThrow(
      'https://example.org has since changed the name to “alicia”.',
    )
    expect(names()).toEqual({ userName: 'alicia', userDisplayName: 'Alice' })
    expect(passkeys.find(id)?.edited).toEqual({ userName: null, userDisplayName: null })
  })

  it('rejects when a signal has sent the same name since', async () => {
    const { passkeys, id, names, signalNames } = await world()
    await passkeys.rename(id, bob)
    await signalNames('bob', 'Alice')

    await expect(passkeys.rename(id, alice, bob)).rejects.toThrow(
      'https://example.org has since changed the name to “bob”.',
    )
    expect(names()).toEqual(bob)
  })

  it('restores the name that the rename changed, and keeps the other name from the signal', async () => {
    const { passkeys, id, names, signalNames } = await world('google-password-manager')
    await passkeys.rename(id, bob)
    await signalNames('alicia', 'Alicia')
    await passkeys.rename(id, alice, bob)

    expect(names()).toEqual({ userName: 'alice', userDisplayName: 'Alicia' })
  })

  it('succeeds after the newer signal is undone', async () => {
    const { passkeys, id, names, signalNames, engine } = await world()
    await passkeys.rename(id, bob)
    await signalNames('alicia', 'Alice')
    await engine.undo('entry-1')
    await passkeys.rename(id, alice, bob)

    expect(names()).toEqual(alice)
  })

  it('rejects when the user has chosen a newer name', async () => {
    const { passkeys, id, names } = await world()
    await passkeys.rename(id, bob)
    await passkeys.rename(id, { ...bob, userName: 'robert' })

    await expect(passkeys.rename(id, alice, bob)).rejects.toThrow(
      'It has since been renamed to “robert”.',
    )
    expect(names().userName).toBe('robert')
  })
})

it('undoing followSite() rejects when the site has signalled a newer name', async () => {
  const { passkeys, id, names, signalNames } = await world()
  await passkeys.rename(id, bob)
  await passkeys.followSite(id)
  await signalNames('alicia', 'Alice')

  await expect(passkeys.rename(id, bob, alice)).rejects.toThrow('changed the name to “alicia”')
  expect(names().userName).toBe('alicia')
})

describe('undoing hide()', () => {
  it('shows the passkey', async () => {
    const { passkeys, id } = await world()
    await passkeys.hide(id, 'You hid it.')
    await passkeys.show(id, 'left-by-user')

    expect(passkeys.find(id)?.hidden).toBeNull()
  })

  it('rejects when a signal has hidden the passkey since', async () => {
    const { passkeys, id, signalAccepted } = await world()
    await passkeys.hide(id, 'You hid it.')
    await passkeys.show(id)
    await signalAccepted()

    await expect(passkeys.show(id, 'left-by-user')).rejects.toThrow(
      'It has since been hidden: not in the list that https://example.org sent.',
    )
    expect(passkeys.find(id)?.hidden).not.toBeNull()
  })

  it('rejects when a signal has shown the passkey since', async () => {
    const { passkeys, id, signalAccepted } = await world()
    await passkeys.hide(id, 'You hid it.')
    await passkeys.show(id)
    await signalAccepted()
    await signalAccepted(id)

    await expect(passkeys.show(id, 'left-by-user')).rejects.toThrow(
      'https://example.org has since shown it again.',
    )
  })
})

describe('undoing show()', () => {
  it('hides the passkey with its earlier reason and time', async () => {
    const { passkeys, id } = await world()
    await passkeys.hide(id, 'You hid it.')
    const hidden = passkeys.find(id)?.hidden
    await passkeys.show(id)
    await passkeys.hideAgain([[id, hidden!]])

    expect(passkeys.find(id)?.hidden).toEqual(hidden)
  })

  it('leaves it to the page that hid it to show it again', async () => {
    const { passkeys, id, signalAccepted } = await world()
    await signalAccepted()
    const hidden = passkeys.find(id)?.hidden
    await passkeys.show(id)
    await passkeys.hideAgain([[id, hidden!]])
    expect(passkeys.find(id)?.hidden).toEqual(hidden)

    await signalAccepted(id)
    expect(passkeys.find(id)?.hidden).toBeNull()
  })

  it('rejects when signals have hidden or shown the passkey since', async () => {
    const { passkeys, id, signalAccepted } = await world()
    await passkeys.hide(id, 'You hid it.')
    await passkeys.show(id)
    await signalAccepted()
    const again = () => passkeys.hideAgain([[id, { at: 5, because: 'You hid it.' }]])
    await expect(again()).rejects.toThrow(
      'It has since been hidden: not in the list that https://example.org sent.',
    )

    await signalAccepted(id)
    await expect(again()).rejects.toThrow('https://example.org has since shown it again.')
    expect(passkeys.find(id)?.hidden).toBeNull()
  })
})

describe('undoing trash()', () => {
  it('restores the passkey', async () => {
    const { passkeys, id } = await world()
    await passkeys.trash(id, 'You deleted it.')
    await passkeys.restore(id, 'left-by-user')

    expect(passkeys.find(id)).toBeDefined()
  })

  it('rejects when a signal has deleted the passkey since', async () => {
    const { passkeys, id, signalAccepted } = await world('delete')
    await passkeys.trash(id, 'You deleted it.')
    await passkeys.restore(id)
    await signalAccepted()

    await expect(passkeys.restore(id, 'left-by-user')).rejects.toThrow(
      'It has since been deleted again: not in the list that https://example.org sent.',
    )
    expect(passkeys.find(id)).toBeUndefined()
  })
})

async function world(policy: SignalPolicy = 'spec') {
  const clock = new FakeClock()
  const vault = memoryVault(clock, random)
  await vault.open()
  const { passkeys } = vault
  let entries = 0
  const engine = new SignalEngine({
    store: passkeys,
    policies: { of: () => policy },
    report: () => undefined,
    newId: () => `entry-${++entries}`,
    now: () => clock.now(),
  })
  const passkey: Passkey = keptPasskey({ ...alice, origin: ORIGIN })
  await passkeys.add(passkey, PRIVATE_KEY)
  const { credentialId: id, rpId, userHandle } = passkey
  const requester = { origin: ORIGIN, crossOrigin: false, topOrigin: null }
  const receive = (signal: ReceivedSignal) => engine.receive(signal)
  return {
    passkeys,
    engine,
    id,
    names: () => {
      const { userName = '', userDisplayName = '' } = passkeys.find(id) ?? {}
      return { userName, userDisplayName }
    },
    signalNames: (name: string, displayName: string) =>
      receive({
        kind: 'currentUserDetails',
        requester,
        rpId,
        userHandle,
        name,
        displayName,
      }),
    signalAccepted: (...accepted: Uint8Array[]) =>
      receive({
        kind: 'allAcceptedCredentials',
        requester,
        rpId,
        userHandle,
        allAcceptedCredentialIds: accepted,
      }),
  }
}
