/** The user's actions in the window, and their entries in the record: a vault on the disk, and the window's calls. */
import { beforeEach, expect, it, vi } from 'vitest'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import type { ActivityEntry } from '../../../src/shared/activity'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { mainCalls, type MainApi } from '../../../src/shared/main-api'
import { servingNothing } from '../../support/related-origins'
import { startSignalling, type Signalling } from '../../support/signalling-page'
import { vaultHome } from '../../support/vault-home'
import { parse } from 'valibot'

const NAMES = { userName: 'ada@example.org', userDisplayName: 'Ada' }
const OWN = { userName: 'mine', userDisplayName: 'Mine' }

let world: Signalling
let window: MainApi
let ada: Passkey
let id: string

beforeEach(async () => {
  world = await startSignalling(servingNothing, await vaultHome())
  window = world.window()
  ada = await world.keep()
  id = encodeBase64Url(ada.credentialId)
})

/** The newest entries, oldest first. */
async function entries(count: number): Promise<ActivityEntry[]> {
  const { entries: list } = parse(mainCalls.listActivity.answer, await window.listActivity())
  return list.slice(0, count).reverse()
}

it('records new names, and their undo', async () => {
  await window.renamePasskey(id, OWN)
  await window.renamePasskey(id, NAMES, OWN)
  await window.renamePasskey(id, OWN)
  await window.followSite(id)

  const [renamed, undone, , followed] = await entries(4)
  expect(renamed).toMatchObject({
    ...{ kind: 'edit', outcome: 'done', origin: null, rpId: ada.rpId },
    ...{ reason: 'You changed the names.' },
    changes: [{ what: 'renamed', passkeyId: id, before: NAMES, after: OWN }],
  })
  expect(undone).toMatchObject({
    reason: 'You undid your change of the names.',
    changes: [{ before: OWN, after: NAMES }],
  })
  expect(followed).toMatchObject({
    reason: 'You gave the passkey the site’s names again.',
    changes: [{ before: OWN, after: NAMES }],
  })
})

it('records no passkey that an edit leaves as it was', async () => {
  const ben = await world.keep({ userHandle: Uint8Array.of(7), userName: 'ben' })
  const benId = encodeBase64Url(ben.credentialId)
  await window.hidePasskeys([id])
  await window.hidePasskeys([id, benId])
  await window.hidePasskeys([id, benId])
  await window.renamePasskey(id, NAMES)
  await window.followSite(id)

  expect((await entries(9)).map(({ changes }) => changes.length)).toEqual([1, 1])
  expect(await entries(1)).toMatchObject([
    { reason: 'You hid the passkey from pages.', changes: [{ passkeyId: benId }] },
  ])
})

it('records what was hidden, shown, deleted and restored', async () => {
  await window.hidePasskeys([id])
  await window.showPasskeys([id])
  await window.deletePasskeys([id])
  await window.restorePasskeys([id])

  expect(await entries(4)).toMatchObject(
    (['hidden', 'shown', 'deleted', 'restored'] as const).map((what) => ({
      kind: 'edit',
      changes: [{ what, passkeyId: id, names: NAMES }],
    })),
  )
})

it('records what an undo undid', async () => {
  await window.hidePasskeys([id])
  await window.showPasskeys([id], 'left-by-user')
  await window.deletePasskeys([id])
  await window.restorePasskeys([id], 'left-by-user')

  const reasons = (await entries(4)).map(({ reason }) => reason)
  expect(reasons[1]).toBe('You undid that you hid the passkey.')
  expect(reasons[3]).toBe('You undid that you deleted the passkey.')
})

it('records by name what was deleted forever', async () => {
  await window.deletePasskeys([id])
  await window.deleteForever([id, 'AQID'])

  expect(await entries(1)).toMatchObject([
    {
      ...{ kind: 'destroy', changes: [], passkeyId: null },
      reason: `You deleted the passkey (Ada at ${ada.rpId}) forever.`,
    },
  ])
})

it('reads the trash once, however many are deleted forever', async () => {
  const bob = await world.keep({ userHandle: Uint8Array.of(8), userDisplayName: 'Bob' })
  const ids = [id, encodeBase64Url(bob.credentialId)]
  await window.deletePasskeys(ids)
  const listTrash = vi.spyOn(world.latchkey.vault.passkeys, 'listTrash')

  await window.deleteForever(ids)

  expect(listTrash).toHaveBeenCalledTimes(1)
  expect(await entries(1)).toMatchObject([
    { reason: `You deleted 2 passkeys (Bob at ${ada.rpId}, Ada at ${ada.rpId}) forever.` },
  ])
})

it('records no edit that failed, and none that changed nothing', async () => {
  const before = (await window.listActivity()).entries.length
  await expect(window.restorePasskeys([id])).rejects.toThrow('no longer in the trash')
  await window.deleteForever(['AQID'])

  expect((await window.listActivity()).entries).toHaveLength(before)
})

it('records an action on several passkeys in one entry', async () => {
  const bob = await world.keep({ userName: 'bob', userHandle: Uint8Array.of(8) })
  const bobId = encodeBase64Url(bob.credentialId)
  const before = (await window.listActivity()).entries.length

  await window.deletePasskeys([id, bobId])
  await window.restorePasskeys([id, bobId], 'left-by-user')

  expect((await window.listActivity()).entries).toHaveLength(before + 2)
  expect(await entries(2)).toMatchObject([
    { rpId: ada.rpId, reason: 'You moved 2 passkeys to the trash.', changes: { length: 2 } },
    { reason: 'You undid that you deleted 2 passkeys.', changes: { length: 2 } },
  ])
})
