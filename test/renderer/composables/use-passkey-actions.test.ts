// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { usePasskeyActions } from '../../../src/renderer/composables/use-passkey-actions'
import type { Notices } from '../../../src/renderer/composables/use-notices'
import { useTrash } from '../../../src/renderer/composables/use-trash'
import { useUndo } from '../../../src/renderer/composables/use-undo'
import { installFakeMain, runWithNotices, settle } from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

const edited = passkeySummary({ edited: { userName: null, userDisplayName: 'A. Lovelace' } })

function acting(notices: Notices, onRestored: (id: string) => void) {
  const undo = useUndo(notices)
  const trash = useTrash(notices, { isTrashShown: () => true, goToPasskey: () => undefined })
  const actions = usePasskeyActions(notices, undo, { trash: trash.trash, onRestored })
  return { ...undo, ...actions, trash }
}

function changing(passkey = passkeySummary()) {
  const putBack: string[] = []
  const fake = installFakeMain({ passkeys: [passkey] })
  const run = runWithNotices((notices) => acting(notices, (id) => putBack.push(id)))
  return { putBack, fake, passkey, ...run.result, texts: run.texts, notices: run.notices.notices }
}

it('hides a passkey, says so and undoes it', async () => {
  const { fake, passkey, hide, undo, texts, putBack } = changing()

  await hide([passkey])
  expect([fake.callsOf('hidePasskeys'), texts()]).toEqual([
    [[['AQID']]],
    ['Hid “Ada Lovelace” from pages'],
  ])

  await undo()
  expect(fake.callsOf('showPasskeys')).toEqual([[['AQID'], 'left-by-user']])
  expect(texts()).toEqual(['Undone: Hid “Ada Lovelace” from pages'])
  expect(putBack).toEqual(['AQID'])
})

it('shows a hidden passkey again, says so and undoes it', async () => {
  const hidden = { at: 5, because: 'https://example.org did not list it' }
  const { fake, passkey, show, undo, texts } = changing(passkeySummary({ hidden }))

  await show([passkey])
  expect([fake.callsOf('showPasskeys'), texts()]).toEqual([
    [[['AQID']]],
    ['“Ada Lovelace” is visible to pages again'],
  ])

  await undo()
  expect(fake.callsOf('hidePasskeysAgain')).toEqual([[[{ id: 'AQID', hidden }]]])
  expect(fake.state.passkeys[0]?.hidden).toEqual(hidden)
})

it('shows the new name of a passkey, and undoes the rename', async () => {
  const { fake, tellRenamed, undo, notices } = changing()
  const before = { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' }
  const after = { ...before, userDisplayName: 'Countess' }

  tellRenamed({ id: 'AQID', before, after })
  expect(notices.value[0]).toMatchObject({
    text: 'Renamed',
    names: [{ field: 'display name', before: 'Ada Lovelace', after: 'Countess' }],
  })

  await undo()
  expect(fake.callsOf('renamePasskey')).toEqual([['AQID', before, after]])
})

it('restores the site’s names, says which, and undoes that by renaming', async () => {
  const { fake, passkey, followSite, undo, notices } = changing(edited)

  await followSite(passkey)
  expect(fake.state.passkeys[0]?.userDisplayName).toBe('A. Lovelace')
  expect(notices.value[0]).toMatchObject({
    text: 'Names follow the site again',
    names: [{ field: 'display name', before: 'Ada Lovelace', after: 'A. Lovelace' }],
  })

  await undo()
  expect(fake.callsOf('renamePasskey')).toEqual([
    [
      'AQID',
      { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' },
      { userName: 'ada@example.org', userDisplayName: 'A. Lovelace' },
    ],
  ])
})

it('says why something could not be done, and offers nothing to take back', async () => {
  const { fake, passkey, hide, followSite, undo, texts } = changing(edited)
  for (const method of ['hidePasskeys', 'followSite'] as const) {
    fake.fail(method, 'The vault is locked.')
  }

  await hide([passkey])
  await followSite(passkey)

  expect(texts()).toEqual([
    'The passkey could not be hidden: The vault is locked.',
    'The site’s names could not be restored: The vault is locked.',
  ])
  await undo()
  expect(texts().at(-1)).toBe('Nothing to undo')
  expect([fake.callsOf('showPasskeys'), fake.callsOf('renamePasskey')]).toEqual([[], []])
})

function deleting() {
  const passkeys = [passkeySummary({ id: 'a' }), passkeySummary({ id: 'b' })]
  const fake = installFakeMain({ passkeys })
  const restored: string[] = []
  const run = runWithNotices((notices) => acting(notices, (id) => restored.push(id)))
  return { fake, passkeys, restored, ...run }
}

it('deletes, says so and offers an undo', async () => {
  const { fake, passkeys, result, notices, restored } = deleting()

  expect(await result.remove([passkeys[0]!])).toBe(true)
  expect(fake.state.passkeys.map(({ id }) => id)).toEqual(['b'])

  const [notice] = notices.notices.value
  expect([notice?.text, notice?.actions?.[0]?.label]).toEqual([
    'Deleted “Ada Lovelace” (example.org)',
    'Undo',
  ])
  notice?.actions?.[0]?.run()
  await settle()
  expect([fake.state.passkeys.length, restored]).toEqual([2, ['a']])
})

it('takes back the latest deletion first', async () => {
  const { passkeys, restored, result } = deleting()
  for (const passkey of passkeys) await result.remove([passkey])

  await result.undo()
  await result.undo()
  await result.undo()

  expect(restored).toEqual(['b', 'a'])
})

it('undoes a deletion once, by key or by button', async () => {
  const { fake, passkeys, result, notices } = deleting()
  await result.remove([passkeys[0]!])
  const undo = notices.notices.value[0]?.actions?.[0]

  await result.undo()
  undo?.run()
  await settle()

  expect(fake.callsOf('restorePasskeys')).toEqual([[['a'], 'left-by-user']])
})

it('says why a passkey could not be deleted, and offers no undo', async () => {
  const { fake, passkeys, result, texts } = deleting()
  fake.fail('deletePasskeys', 'the disk is full')

  expect(await result.remove([passkeys[0]!])).toBe(false)
  expect(texts()).toEqual(['The passkey could not be deleted: the disk is full'])

  await result.undo()
  expect(texts().at(-1)).toBe('Nothing to undo')
  expect(fake.callsOf('restorePasskeys')).toEqual([])
})

it('can try again to bring a passkey back', async () => {
  const { fake, passkeys, restored, result } = deleting()
  await result.remove([passkeys[0]!])
  fake.fail('restorePasskeys', 'the disk is full')
  await result.undo()
  expect(restored).toEqual([])

  fake.mend('restorePasskeys')
  await result.undo()

  expect(restored).toEqual(['a'])
})

it('says what is newer if an undo is refused, and does not try again', async () => {
  const { fake, passkey, hide, undo, texts } = changing()
  await hide([passkey])
  fake.fail('showPasskeys', 'It has since been hidden: unknown.', 'NewerChangeError')

  await undo()
  expect(texts().at(-1)).toBe('Not undone: It has since been hidden: unknown.')

  await undo()
  expect(texts().at(-1)).toBe('Nothing to undo')
  expect(fake.callsOf('showPasskeys')).toHaveLength(1)
})

it('leaves no undo of a deletion whose passkey was restored from the trash', async () => {
  const { fake, passkeys, result, texts } = deleting()
  await result.remove([passkeys[0]!])
  await settle()

  await result.trash.restore(fake.state.trash[0]!)
  await settle()

  expect(texts()).toEqual(['Restored “Ada Lovelace” (example.org)'])
  await result.undo()
  expect(texts().at(-1)).toBe('Nothing to undo')
})

it('leaves no undo of a deletion that was made permanent', async () => {
  const { fake, passkeys, result, texts } = deleting()
  await result.remove([passkeys[0]!])
  await settle()

  await result.trash.destroy(fake.state.trash)
  await settle()

  expect(texts()).toEqual(['1 passkey deleted permanently'])
})

it('undoes the rest of a deletion, and says how many passkeys that are', async () => {
  const { fake, passkeys, result, texts } = deleting()
  await result.remove(passkeys)
  await settle()
  const [first, second] = fake.state.trash

  await result.trash.restore(first!)
  await settle()
  expect(texts()[0]).toBe('Deleted “Ada Lovelace” (example.org)')

  await result.undo()
  expect(fake.callsOf('restorePasskeys').at(-1)).toEqual([[second!.passkey.id], 'left-by-user'])
})

it('offers again what a deletion replaced, once that was undone', async () => {
  const { passkeys, result, notices } = deleting()
  await result.hide([passkeys[0]!])
  await result.remove([passkeys[0]!])
  expect(notices.notices.value[0]?.overtakenBy).toBe(notices.notices.value[1]?.id)

  await result.undo()

  expect(notices.notices.value.map(({ text, overtakenBy }) => [text, overtakenBy])).toEqual([
    ['Hid “Ada Lovelace” from pages', undefined],
    ['Undone: Deleted “Ada Lovelace” (example.org)', undefined],
  ])
})

it('leaves what was replaced as it is if the undo of the newer change is refused', async () => {
  const { fake, passkeys, result, notices } = deleting()
  await result.hide([passkeys[0]!])
  await result.remove([passkeys[0]!])
  fake.fail('restorePasskeys', 'It has since been deleted again.', 'NewerChangeError')

  await result.undo()

  expect(notices.notices.value[0]?.overtakenBy).toBeDefined()
})
