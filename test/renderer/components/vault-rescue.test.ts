// @vitest-environment happy-dom
/** The ways back from a damaged vault, in the window. */
import { expect, it } from 'vitest'
import type { VaultState } from '../../../src/shared/app-state'
import type { VaultReport } from '../../../src/shared/vault-report'
import { mountWindow } from '../../support/mounted-window'
import { appState, vaultReport } from '../../support/window-data'
import { button, buttons, click, find, goTo, settle, text } from '../../support/window-parts'

const damaged: VaultState = {
  state: 'open',
  sealedBy: 'keychain',
  readOnly: 'The vault’s file is damaged.',
  warning: 'The vault’s file is damaged: 2 entries are lost. 6 passkeys can be read.',
  damage: { is: 'damaged', lost: 2 },
}

function damagedReport(): VaultReport {
  const report = vaultReport()
  const file = report.file && { ...report.file, condition: 'damaged' as const, lost: 2 }
  return { ...report, file }
}

it('continues with what was saved, after it showed what is missing and what is kept', async () => {
  const fake = await mountWindow({ app: appState({ vault: damaged }), report: damagedReport() })

  await click(button('Go on with what was saved…'))
  await settle()
  expect(text()).toContain('2 entries are lost. 6 passkeys can be read.')
  expect(text()).toContain('The file that is there now is kept')
  expect(fake.callsOf('repairVault')).toEqual([])

  await click(button('Go on'))
  await settle()
  expect(fake.callsOf('repairVault')).toEqual([[]])
  expect(text()).toContain('goes on with what was saved')

  await click(button('Undo'))
  await settle()
  expect(fake.callsOf('undoVault')).toEqual([[]])
})

it('continues without a lost end, which the banner reports until then', async () => {
  const { file } = damagedReport()
  const report = vaultReport({ file: file && { ...file, condition: 'cut' } })
  const vault: VaultState = {
    ...damaged,
    readOnly: null,
    damage: { is: 'cut', lost: 2, isKnown: true },
  }
  const fake = await mountWindow({ app: appState({ vault }), report })

  await click(button('Go on with what was saved…'))
  await settle()
  expect(text()).toContain('2 changes that were saved are lost')
  await click(button('Go on'))
  await settle()

  expect(fake.callsOf('repairVault')).toEqual([[]])
})

it('restores the backup that the user sees', async () => {
  const fake = await mountWindow({ app: appState({ vault: damaged }), report: damagedReport() })

  await click(button('Restore a backup…'))
  await settle()
  expect(text()).toContain('5 passkeys')
  await click(button('Restore'))
  await settle()

  expect(fake.callsOf('restoreVault')).toEqual([['backups/vault-000001-2026-11-13.pkv']])
})

it('says in one place what is wrong, which files are kept, and what can be done', async () => {
  await mountWindow({ app: appState({ vault: damaged }), report: damagedReport() })

  const banners = [...document.querySelectorAll('.app-banner')]
  expect(banners).toHaveLength(1)
  const acts = [...(banners[0]?.querySelectorAll('.actions button') ?? [])]
  expect(acts.map(({ textContent }) => textContent.trim())).toEqual([
    'Go on with what was saved…',
    'Restore a backup…',
    'Show folder',
    'Copy diagnostics',
  ])
  expect(banners[0]?.textContent).toContain(
    'Nothing can be saved now. The vault’s file is damaged: 2',
  )
})

it('folds to one line, and opens again for another message', async () => {
  const fake = await mountWindow({ app: appState({ vault: damaged }) })
  const folded = () => find('.app-banner p').classList.contains('cut')

  await click(button('Fold the message'))
  expect([folded(), buttons('Restore a backup…')]).toEqual([true, []])
  expect(button('Show the whole message').getAttribute('aria-expanded')).toBe('false')

  fake.state.app = appState({ vault: { ...damaged, warning: '3 entries are lost.' } })
  fake.emit('appStateChanged', fake.state.app)
  await settle()
  expect([folded(), buttons('Restore a backup…')]).toEqual([false, [expect.anything()]])
})

it('offers a backup on the lock screen, and no repair', async () => {
  await mountWindow({
    app: appState({
      vault: { state: 'locked', reason: 'unreadable', explanation: 'Its header is damaged.' },
    }),
    report: vaultReport({ file: null }),
  })

  expect(buttons('Restore a backup…')).toHaveLength(1)
  expect(buttons('Go on with what was saved…')).toEqual([])
})

it('restores nothing if there is no backup', async () => {
  const report = { ...damagedReport(), backups: [] }
  const fake = await mountWindow({ app: appState({ vault: damaged }), report })

  await click(button('Restore a backup…'))
  await settle()
  expect(text()).toContain('There is no backup')
  await click(button('Restore'))

  expect(fake.callsOf('restoreVault')).toEqual([])
})

it('uses another vault in this vault’s place only after a second step', async () => {
  const fake = await mountWindow({
    app: appState({
      vault: { state: 'locked', reason: 'other-vault', explanation: 'It is another vault.' },
    }),
  })
  expect(text()).toContain('Another vault is in this vault’s place')
  expect(buttons('Restore a backup…')).toHaveLength(1)

  await click(button('Use the other vault…'))
  expect(text()).toContain('Nothing is deleted')
  expect(fake.callsOf('acceptVault')).toEqual([])
  await click(button('Use the other vault'))
  await settle()

  expect(fake.callsOf('acceptVault')).toEqual([[]])
})

it('warns in Settings of a folder in which a crash may cost passkeys', async () => {
  const folderProblem = 'The vault’s file system is served by another computer.'
  await mountWindow({ report: vaultReport({ folderProblem }) })

  await goTo('Settings')
  await settle()

  expect(text()).toContain(folderProblem)
})

it('says that the chosen backup cannot be opened, and why, before it is restored', async () => {
  const report = damagedReport()
  const [backup] = report.backups
  const sealed = {
    ...backup!,
    name: 'vault.pkv.1',
    condition: 'sealed',
    passkeys: null,
    waitsFor: 'key',
    problem: 'The keychain is unlocked, but does not hold the key of this vault. It may be gone.',
  } as const
  await mountWindow({
    app: appState({ vault: damaged }),
    report: { ...report, backups: [backup!, sealed] },
  })

  await click(button('Restore a backup…'))
  await settle()
  expect(text()).not.toContain('The chosen backup is sealed')
  await click(find('input[value="vault.pkv.1"]'))
  expect(text()).toContain(
    'The chosen backup is sealed. It cannot be opened here now, because the keychain is unlocked, but does not hold the key of this vault.',
  )
})

it('says in Settings why the last step cannot be undone, and which file was there before', async () => {
  const undoProblem = 'The last repair or restore cannot be undone: its note vault.undo is damaged.'
  const kept = 'vault.pkv.kept-2026-03-02'
  await mountWindow({ report: vaultReport({ undoProblem, kept }) })
  await goTo('Settings')
  await settle()

  expect(text()).toContain(undoProblem)
  expect(text()).toContain(
    `${kept} was the vault before an earlier repair or restore. To put it back, choose “Restore a backup…”.`,
  )
})
