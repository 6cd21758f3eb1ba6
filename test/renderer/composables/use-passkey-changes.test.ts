// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { usePasskeyChanges } from '../../../src/renderer/composables/use-passkey-changes'
import { useUndo } from '../../../src/renderer/composables/use-undo'
import { installFakeMain, runWithNotices } from '../../support/window-parts'
import { passkeySummary, renameEntry } from '../../support/window-data'

const edited = passkeySummary({ edited: { userName: null, userDisplayName: 'A. Lovelace' } })

function changing(passkey = passkeySummary()) {
  const fake = installFakeMain({ passkeys: [passkey], activity: [renameEntry({ id: 'signal' })] })
  const run = runWithNotices((notices) => {
    const undo = useUndo(notices)
    return { ...undo, ...usePasskeyChanges(notices, undo) }
  })
  return { fake, passkey, ...run.result, texts: run.texts, notices: run.notices.notices }
}

it('hides a passkey, says so and takes it back', async () => {
  const { fake, passkey, hide, undo, texts } = changing()

  await hide(passkey)
  expect([fake.callsOf('hidePasskey'), texts()]).toEqual([
    [['AQID']],
    ['Hid “Ada Lovelace” from pages'],
  ])

  await undo()
  expect(fake.callsOf('showPasskey')).toEqual([['AQID']])
})

it('shows a hidden passkey again, says so and takes it back', async () => {
  const hidden = { at: 5, because: 'https://example.org did not list it' }
  const { fake, passkey, show, undo, texts } = changing(passkeySummary({ hidden }))

  await show(passkey)
  expect([fake.callsOf('showPasskey'), texts()]).toEqual([
    [['AQID']],
    ['Showed “Ada Lovelace” to pages again'],
  ])

  await undo()
  expect(fake.callsOf('hidePasskey')).toEqual([['AQID', hidden]])
  expect(fake.state.passkeys[0]?.hidden).toEqual(hidden)
})

it('says what a passkey was renamed to, and takes it back', async () => {
  const { fake, renamed, undo, notices } = changing()
  const before = { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' }

  renamed({ id: 'AQID', before, after: { ...before, userDisplayName: 'Countess' } })
  expect(notices.value[0]).toMatchObject({
    text: 'Renamed',
    names: [{ field: 'display name', before: 'Ada Lovelace', after: 'Countess' }],
  })

  await undo()
  expect(fake.callsOf('renamePasskey')).toEqual([['AQID', before]])
})

it('gives the site’s names back, says which, and takes it back by renaming', async () => {
  const { fake, passkey, followSite, undo, notices } = changing(edited)

  await followSite(passkey)
  expect(fake.state.passkeys[0]?.userDisplayName).toBe('A. Lovelace')
  expect(notices.value[0]).toMatchObject({
    text: 'Follows the site again',
    names: [{ field: 'display name', before: 'Ada Lovelace', after: 'A. Lovelace' }],
  })

  await undo()
  expect(fake.callsOf('renamePasskey')).toEqual([
    ['AQID', { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' }],
  ])
})

it('takes a signal back, and says what came of it', async () => {
  const { fake, undoSignal, texts } = changing()

  await undoSignal('signal')

  expect([fake.callsOf('undoSignal'), texts()]).toEqual([[['signal']], ['You took it back.']])
})

it('says why something could not be done, and offers nothing to take back', async () => {
  const { fake, passkey, hide, followSite, undoSignal, undo, texts } = changing(edited)
  for (const method of ['hidePasskey', 'followSite', 'undoSignal'] as const) {
    fake.fail(method, 'The vault is locked.')
  }

  await hide(passkey)
  await followSite(passkey)
  await undoSignal('signal')
  await undo()

  expect(texts()).toEqual([
    'The passkey could not be hidden: The vault is locked.',
    'The passkey could not take the site’s names: The vault is locked.',
    'The signal could not be taken back: The vault is locked.',
  ])
  expect([fake.callsOf('showPasskey'), fake.callsOf('renamePasskey')]).toEqual([[], []])
})
