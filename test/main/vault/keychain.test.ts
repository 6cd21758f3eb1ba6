import { describe, expect, it } from 'vitest'
import {
  conditionOf,
  isConnectionLost,
  KeychainMissingError,
  probeKeychain,
} from '../../../src/main/vault/keychain'
import { MemoryKeychain, type KeychainMood } from '../../support/memory-keychain'
import { random } from '../../support/vault-home'

describe('the probe', () => {
  it.each<[KeychainMood, string]>([
    ['open', 'open'],
    ['locked', 'locked'],
    ['missing', 'missing'],
    ['garbling', 'locked'],
  ])('reports a keychain that is %s as %s, and leaves no item in it', async (mood, state) => {
    const keychain = new MemoryKeychain()
    keychain.mood = mood

    expect(await probeKeychain(keychain, random)).toMatchObject({ state })
    expect(keychain.items.size).toBe(0)
  })

  it.each([
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'locked'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['Something that no keychain ever said', 'locked'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
    ['Could not connect: No such file or directory', 'missing'],
  ])('reads the message "%s" as %s', (message, state) => {
    expect(conditionOf(new Error(message)).state).toBe(state)
  })

  it.each([
    ['Cannot create an item in a locked collection', 'it is locked'],
    ['The prompt was dismissed', 'its password was not entered'],
    [
      'Cannot autolaunch D-Bus without X11 $DISPLAY',
      'this login session has no message bus (D-Bus)',
    ],
    ['The name :1.5 was not provided by any .service files', 'no keyring service is running'],
    ['Something that no keychain ever said.', 'Something that no keychain ever said'],
  ])('says "%s" in words for the user: %s', (message, detail) => {
    expect(conditionOf(new Error(message))).toMatchObject({ detail })
  })

  it('reports a missing module as a missing keychain', () => {
    expect(conditionOf(new KeychainMissingError('not loaded')).state).toBe('missing')
  })
})

describe('a failed call', () => {
  it.each([
    ['The name :1.5 was not provided by any .service files', true],
    ['The name org.freedesktop.secrets was not provided by any .service files', true],
    ['The connection is closed', true],
    ['Message recipient disconnected from message bus without replying', true],
    ['Object does not exist at path “/org/freedesktop/secrets/session/s4”', true],
    ['Cannot create an item in a locked collection', false],
    ['The prompt was dismissed', false],
    ['Something that no keychain ever said', false],
  ])('says "%s": the connection is lost: %s', (message, isLost) => {
    expect(isConnectionLost(new Error(message))).toBe(isLost)
  })
})
