/** Signals, the user's edits in the window and the undo of both, over a vault on the disk. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../src/shared/base64url'
import type { MainApi } from '../../../src/shared/main-api'
import { ORIGIN } from '../../support/bridge'
import { servingNothing } from '../../support/related-origins'
import {
  accepted,
  details,
  startSignalling,
  unknown,
  type Signalling,
  type SignallingPage,
} from '../../support/signalling-page'
import { vaultHome, type VaultHome } from '../../support/vault-home'

const idOf = ({ credentialId }: Passkey) => encodeBase64Url(credentialId)
const named = (name: string) => ({ userName: name.toLowerCase(), userDisplayName: name })
const REGISTERED = { userName: 'ada@example.org', userDisplayName: 'Ada' }
const OWN = named('Mine')
const SITES = named('Site')
const ofSite = details({ name: SITES.userName, displayName: SITES.userDisplayName })

let home: VaultHome
let world: Signalling
let window: MainApi
let page: SignallingPage
let ada: Passkey
let id: string

beforeEach(async () => {
  home = await vaultHome()
  world = await startSignalling(servingNothing, home)
  window = world.window()
  page = await world.page()
  ada = await world.keep()
  id = idOf(ada)
})

const newest = async () => (await window.listActivity()).entries[0]!.id

/** The passkey in the window, and in the vault when it is read from the disk again. */
async function everywhere(): Promise<Passkey | undefined> {
  const [listed] = (await window.listPasskeys()).passkeys
  const kept = world.find(ada)
  const { vault } = world.latchkey
  await vault.close()
  await vault.open()
  // The page learns of the change.
  await page.page.settled()
  expect(world.find(ada)).toEqual(kept)
  expect(listed).toMatchObject({
    userName: kept?.userName,
    userDisplayName: kept?.userDisplayName,
    hidden: kept?.hidden,
  })
  return kept
}

describe('a name', () => {
  it('that the user gave, and a signal replaced, comes back step by step', async () => {
    await window.renamePasskey(id, OWN)
    await page.signal(ofSite)
    await expect(window.renamePasskey(id, REGISTERED, OWN)).rejects.toThrow(ORIGIN)
    expect(await everywhere()).toMatchObject(SITES)

    await window.undoSignal(await newest())
    expect(await everywhere()).toMatchObject({ ...OWN, edited: REGISTERED })
    await window.renamePasskey(id, REGISTERED, OWN)
    expect(await everywhere()).toMatchObject({
      ...REGISTERED,
      edited: { userName: null, userDisplayName: null },
    })
  })

  it('that a signal gave, and the user replaced, stays until the user’s own is taken back', async () => {
    await page.signal(ofSite)
    const signal = await newest()
    await window.renamePasskey(id, OWN)
    await expect(window.undoSignal(signal)).rejects.toThrow()
    expect(await everywhere()).toMatchObject(OWN)

    await window.renamePasskey(id, SITES, OWN)
    expect(await everywhere()).toMatchObject(SITES)
  })

  it('comes from what arrived last, when a signal, a rename and an undo arrive at once', async () => {
    await page.signal(ofSite)
    const renamed = window.renamePasskey(id, OWN)
    const signal = await newest()
    const undone = window.undoSignal(signal).catch((error: unknown) => error)
    await renamed

    expect(await undone).toBeInstanceOf(Error)
    const { renames } = (await everywhere()) ?? { renames: [] }
    expect(renames).toMatchObject([
      { by: 'user', after: OWN },
      { by: 'page', after: SITES },
    ])
    expect(world.signals()).toMatchObject([{ kind: 'signal', outcome: 'done' }])
  })

  it('that a signal has just set stays if the user gives the other name', async () => {
    await page.signal(ofSite)
    await window.renamePasskey(id, { userDisplayName: OWN.userDisplayName })

    expect(await everywhere()).toMatchObject({
      userName: SITES.userName,
      userDisplayName: OWN.userDisplayName,
      edited: { userName: null, userDisplayName: SITES.userDisplayName },
    })
    // An undo that names one field reverts only that field.
    const { userDisplayName } = REGISTERED
    await window.renamePasskey(id, { userDisplayName }, OWN)
    expect(await everywhere()).toMatchObject({ userName: SITES.userName, userDisplayName })
  })

  it('is the user’s when the signal arrived before, under Google Password Manager too', async () => {
    world.choosePolicy('google-password-manager')
    await page.signal(ofSite)
    await window.renamePasskey(id, OWN)
    await page.signal(details({ name: 'later', displayName: 'Later' }))
    await world.settle()

    expect(await everywhere()).toMatchObject({ ...OWN, edited: SITES })
    expect(world.signals()).toMatchObject([{ outcome: 'done' }, { outcome: 'nothing' }])
  })
})

describe('a passkey', () => {
  it('that the user hid stays hidden whatever the page lists, until the user shows it', async () => {
    await window.hidePasskeys([id])
    await page.signal(accepted([id]))
    expect(await everywhere()).toMatchObject({ hidden: { because: 'You hid it in Latchkey.' } })
    expect(world.signals()).toMatchObject([{ reason: 'listed, but the user hid it' }])

    await window.showPasskeys([id], 'left-by-user')
    expect(await everywhere()).toMatchObject({ hidden: null })
  })

  it('that a signal hid, and the user showed, is hidden by the undo as before: the page may show it', async () => {
    await page.signal(unknown(id))
    const hidden = (await everywhere())!.hidden!
    await window.showPasskeys([id])
    await window.hidePasskeysAgain([{ id, hidden }])
    expect(await everywhere()).toMatchObject({ hidden })

    await page.signal(accepted([id]))
    expect(await everywhere()).toMatchObject({ hidden: null })
  })

  it('that a signal deleted comes back by one of two undos, and the other says why not', async () => {
    world.choosePolicy('delete')
    await page.signal(unknown(id))
    const signal = await newest()
    await window.restorePasskeys([id])
    await expect(window.undoSignal(signal)).rejects.toThrow('restored')

    expect(await everywhere()).toMatchObject(REGISTERED)
    expect(await window.listTrash()).toEqual([])
  })
})

describe('when the vault is locked', () => {
  it('a pending get() ends, the signal before it is kept, and the next get() sees the signal', async () => {
    const { questions } = world.latchkey
    const other = await world.page()
    const got = other.get()
    await expect.poll(() => questions.list()).toHaveLength(1)
    page.post({ t: 'signal', ...unknown(id) })
    await page.page.settled()
    await world.lock()
    expect(await got).toMatchObject({ t: 'event', event: 'locked' })
    expect(questions.list()).toEqual([])
    home.clock.advance(20)
    expect(await window.listPasskeys()).toEqual({ passkeys: [], next: null })

    await world.unlock()
    other.post({ t: 'get', options: { challenge: 'AQID' }, mediation: 'optional' })
    await expect
      .poll(() => questions.list())
      .toMatchObject([{ type: 'consent', request: { accounts: [] } }])
    const { passkeys } = await window.listPasskeys()
    expect(passkeys).toMatchObject([{ id, hidden: { by: 'page' } }])
  })

  it('an undo of a signal works after the vault was read from the disk again', async () => {
    await page.signal(ofSite)
    const signal = await newest()
    await everywhere()
    await window.undoSignal(signal)

    expect(await everywhere()).toMatchObject(REGISTERED)
  })
})
