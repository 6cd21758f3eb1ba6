import { describe, expect, it } from 'vitest'
import { FOLLOWS_SITE, SET_BY_NONE } from '../../../src/main/webauthn/authenticator/ports'
import { EarlierVault, withoutLaterFields } from '../../support/earlier-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

const site = { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' }
const grace = { userName: 'grace@example.org', userDisplayName: 'Grace' }
const setBySignal = { userName: 'e1', userDisplayName: 'e2', hidden: 'e3' }

describe('a rename by the user', () => {
  it('marks the edited name, and lets the other name follow the site', async () => {
    const { passkeys, passkey, id } = await onePasskey()

    await passkeys.rename(id, { ...site, userName: grace.userName })

    expect(passkeys.find(id)).toMatchObject({
      userName: grace.userName,
      edited: { userName: site.userName, userDisplayName: null },
    })
    expect(passkeys.find(id)?.userDisplayName).toBe(passkey.userDisplayName)
  })

  it('keeps the names from the site after a second rename', async () => {
    const { passkeys, id } = await onePasskey()

    await passkeys.rename(id, grace)
    await passkeys.rename(id, { userName: 'g', userDisplayName: 'G' })

    expect(passkeys.find(id)?.edited).toEqual(site)
  })

  it('clears the mark of a name that is set back to the name from the site', async () => {
    const { passkeys, id } = await onePasskey()
    await passkeys.rename(id, grace)

    await passkeys.rename(id, { ...grace, userName: site.userName })

    expect(passkeys.find(id)).toMatchObject({
      userName: site.userName,
      userDisplayName: grace.userDisplayName,
      edited: { userName: null, userDisplayName: site.userDisplayName },
    })
  })

  it('adds a line to the history, newest first', async () => {
    const { home, passkeys, id } = await onePasskey()
    const line = { by: 'user', origin: null, entryId: null } as const
    const at = home.clock.now()

    await passkeys.rename(id, grace)
    home.clock.advance(5)
    await passkeys.rename(id, site)

    expect(passkeys.find(id)?.renames).toEqual([
      { ...line, at: at + 5, before: grace, after: site },
      { ...line, at, before: site, after: grace },
    ])
  })

  it('keeps the newest twenty lines in the history, with long names cut off', async () => {
    const { passkeys, id } = await onePasskey()
    for (let i = 0; i < 22; i++)
      await passkeys.rename(id, { userName: `${i} ${'x'.repeat(65_000)}`, userDisplayName: '' })

    const { renames, userName } = passkeys.find(id)!

    expect(userName).toHaveLength(65_003)
    expect(renames).toHaveLength(20)
    expect(renames[0]?.after.userName).toBe(`21 ${'x'.repeat(197)}…`)
    expect(renames.at(-1)?.after.userName).toMatch(/^2 x/)
  })

  it('removes the signal as the setter of the changed name', async () => {
    const { passkeys, id } = await onePasskey()
    await applyChanges(passkeys, [{ passkeyId: id, set: { setBy: setBySignal } }])

    await passkeys.rename(id, { ...site, userDisplayName: 'Countess' })

    expect(passkeys.find(id)?.setBy).toEqual({ ...setBySignal, userDisplayName: null })
  })

  it('is not written when the names stay the same', async () => {
    const { home, passkeys, id } = await onePasskey()
    await passkeys.rename(id, grace)
    const before = passkeys.find(id)
    home.files.reset()

    await passkeys.rename(id, grace)

    expect(home.files.calls).toEqual([])
    expect(passkeys.find(id)).toEqual(before)
  })

  it('is rejected for an unknown passkey', async () => {
    const { passkeys } = await onePasskey()

    await expect(passkeys.rename(Uint8Array.of(1), grace)).rejects.toThrow('no such passkey')
  })
})

describe('a passkey that follows the site again', () => {
  it('has the names from the site, no mark, and a line in its history', async () => {
    const { home, passkeys, id } = await onePasskey()
    await applyChanges(passkeys, [{ passkeyId: id, set: { setBy: setBySignal } }])
    await passkeys.rename(id, { ...site, userName: 'g' })

    await passkeys.followSite(id)

    expect(passkeys.find(id)).toMatchObject({
      ...site,
      edited: FOLLOWS_SITE,
      setBy: { ...setBySignal, userName: null },
    })
    expect(passkeys.find(id)?.renames[0]).toEqual({
      at: home.clock.now(),
      by: 'user',
      origin: null,
      entryId: null,
      before: { ...site, userName: 'g' },
      after: site,
    })
  })

  it('is not written when it already follows the site', async () => {
    const { home, passkeys, passkey, id } = await onePasskey()
    home.files.reset()

    await passkeys.followSite(id)

    expect(home.files.calls).toEqual([])
    expect(passkeys.find(id)).toEqual(passkey)
  })
})

describe('hiding and showing by the user', () => {
  it('hides a passkey, and removes the signal as the setter', async () => {
    const { home, passkeys, id } = await onePasskey()
    await applyChanges(passkeys, [{ passkeyId: id, set: { setBy: setBySignal } }])

    await passkeys.hide(id, 'You hid it.')
    expect(passkeys.find(id)).toMatchObject({
      hidden: { at: home.clock.now(), because: 'You hid it.' },
      setBy: { ...setBySignal, hidden: null },
    })
  })

  it('shows a passkey that a signal hid', async () => {
    const { passkeys, id } = await onePasskey()
    const hidden = { at: 5, because: 'a page does not know it' }
    await applyChanges(passkeys, [{ passkeyId: id, set: { hidden, setBy: setBySignal } }])

    await passkeys.show(id)

    expect(passkeys.find(id)).toMatchObject({
      hidden: null,
      setBy: { ...setBySignal, hidden: null },
    })
  })

  it('does not write without a change, and keeps the first reason', async () => {
    const { home, passkeys, passkey, id } = await onePasskey()
    await passkeys.hide(id, 'first')
    home.files.reset()

    await passkeys.hide(id, 'second')
    expect(passkeys.find(id)?.hidden?.because).toBe('first')
    await passkeys.show(id)
    home.files.reset()
    await passkeys.show(id)

    expect(home.files.calls).toEqual([])
    expect(passkeys.find(id)).toEqual(passkey)
  })
})

describe('a passkey of an earlier build', () => {
  it('is read with its last rename as its history, and its names marked as edited', async () => {
    const earlier = new EarlierVault()
    const passkey = keptPasskey()
    const lastRename = { at: 7, origin: 'https://example.org', before: grace, after: site }
    earlier.putPasskey({ ...withoutLaterFields(passkey), namesEdited: true, lastRename })
    await earlier.vault.open()

    expect(earlier.vault.passkeys.find(passkey.credentialId)).toEqual({
      ...passkey,
      edited: site,
      renames: [{ ...lastRename, by: 'page', entryId: null }],
      setBy: SET_BY_NONE,
    })
  })

  it('is read without history and marks when it had none', async () => {
    const earlier = new EarlierVault()
    const passkey = keptPasskey()
    earlier.putPasskey(withoutLaterFields(passkey))
    await earlier.vault.open()

    expect(earlier.vault.passkeys.find(passkey.credentialId)).toEqual(passkey)
  })

  it.each<[string, (vault: EarlierVault['vault'], id: Uint8Array) => Promise<unknown>]>([
    ['renamed', ({ passkeys }, id) => passkeys.rename(id, grace)],
    [
      'set by a signal',
      ({ passkeys }, passkeyId) => applyChanges(passkeys, [{ passkeyId, set: grace }]),
    ],
    ['hidden', ({ passkeys }, id) => passkeys.hide(id, 'You hid it.')],
    [
      'deleted and restored',
      async ({ passkeys }, id) => {
        await passkeys.trash(id, 'deleted')
        await passkeys.restore(id)
      },
    ],
  ])('drops the old fields and keeps their data when it is %s', async (_, change) => {
    const earlier = new EarlierVault()
    const passkey = keptPasskey()
    const lastRename = { at: 7, origin: 'https://example.org', before: grace, after: site }
    earlier.putPasskey({ ...withoutLaterFields(passkey), namesEdited: true, lastRename })
    const { vault } = earlier
    await vault.open()

    await change(vault, passkey.credentialId)

    const stored = earlier.stored(passkey.credentialId)
    expect(stored).not.toHaveProperty('namesEdited')
    expect(stored).not.toHaveProperty('lastRename')
    expect(stored.renames?.at(-1)).toEqual({ ...lastRename, by: 'page', entryId: null })
    expect(stored.edited).toEqual(site)
    expect(Buffer.from(vault.passkeys.privateKey(passkey.credentialId))).toEqual(
      Buffer.from(PRIVATE_KEY),
    )
  })
})

async function onePasskey() {
  const home = memoryHome()
  const { passkeys } = await home.openVault()
  const passkey = keptPasskey(site)
  await passkeys.add(passkey, PRIVATE_KEY)
  return { home, passkeys, passkey, id: passkey.credentialId }
}
