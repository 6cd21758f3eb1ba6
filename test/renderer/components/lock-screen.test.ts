// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { lockReasons, type VaultState } from '../../../src/shared/app-state'
import { lockTitles } from '../../../src/renderer/support/lock-titles'
import type { FakeMain } from '../../support/fake-main'
import { mountApp, mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  choose,
  click,
  field,
  find,
  goTo,
  installFakeMain,
  press,
  settle,
  text,
  type,
} from '../../support/window-parts'
import { activityEntry, appState, consentRequest, diagnostics } from '../../support/window-data'

const withVault = (vault: VaultState): Promise<FakeMain> =>
  mountWindow({ app: appState({ vault }) })
const locked = (reason: (typeof lockReasons)[number]): VaultState => ({
  state: 'locked',
  reason,
  explanation: 'What to do about it.',
})

async function submit(): Promise<void> {
  find('form').dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
}

it('does not flash while a vault opens quickly', async () => {
  vi.useFakeTimers()
  await withVault({ state: 'opening' })

  vi.advanceTimersByTime(299)
  await settle()
  expect(text()).not.toContain('Opening')

  vi.advanceTimersByTime(1)
  await settle()
  expect(text()).toContain('Opening the vault')
})

it.each(lockReasons)('explains why a vault is locked: %s', async (reason) => {
  await withVault(locked(reason))

  expect(text(find('h1'))).toBe(lockTitles[reason])
  expect(text()).toContain('What to do about it.')
})

it.each(lockReasons.filter((reason) => reason !== 'passphrase'))(
  'tries again when asked to: %s',
  async (reason) => {
    const fake = await withVault(locked(reason))

    await click(button('Try again'))

    expect(fake.callsOf('retryKeychain')).toHaveLength(1)
    expect(text(find('h1'))).toBe('Passkeys')
  },
)

it('says that the vault’s file is missing, and shows where it should be', async () => {
  const fake = await withVault(locked('vault-missing'))
  expect(text(find('h1'))).toBe('The vault file is missing')

  await click(button('Show folder'))
  await click(button('Copy diagnostics'))

  expect([fake.callsOf('showDataFolder'), fake.callsOf('copyDiagnostics')]).toEqual([[[]], [[]]])
  expect(text(find('[aria-live=polite]'))).toBe('Diagnostics copied')
})

it('starts a new vault only after a second step', async () => {
  const fake = await withVault(locked('vault-missing'))

  await click(button('Start a new vault…'))
  expect(document.activeElement).toBe(button('Cancel'))
  await click(button('Cancel'))
  expect(fake.callsOf('startNewVault')).toEqual([])

  await click(button('Start a new vault…'))
  await click(button('Start a new vault'))

  expect(fake.callsOf('startNewVault')).toEqual([[]])
  expect(text(find('h1'))).toBe('Passkeys')
})

it('says why no new vault was started', async () => {
  const fake = await withVault(locked('vault-missing'))
  fake.fail('startNewVault', 'A backup is there now.')

  await click(button('Start a new vault…'))
  await click(button('Start a new vault'))

  expect(text(find('[role=alert]'))).toBe('A backup is there now.')
})

it.each(lockReasons.filter((reason) => reason !== 'vault-missing'))(
  'offers no new vault: %s',
  async (reason) => {
    await withVault(locked(reason))

    expect(text()).not.toContain('Start a new vault')
  },
)

it('says why the folder could not be shown', async () => {
  const fake = await withVault(locked('unreadable'))
  fake.fail('showDataFolder', 'No program opens folders.')

  await click(button('Show folder'))

  expect(text(find('[aria-live=polite]'))).toContain('No program opens folders.')
})

it('says why trying again failed', async () => {
  const fake = await withVault(locked('keychain-locked'))
  fake.fail('retryKeychain', 'It is still locked.')

  await click(button('Try again'))

  expect(text(find('[role=alert]'))).toBe('It is still locked.')
})

it('asks for the passphrase at once, and opens the vault with it', async () => {
  await withVault(locked('passphrase'))
  expect(document.activeElement).toBe(field('Passphrase'))

  await type(field('Passphrase'), 'correct horse')
  await submit()

  expect(text(find('h1'))).toBe('Passkeys')
})

it.each<VaultState>([locked('passphrase'), { state: 'locked-by-user', sealedBy: 'passphrase' }])(
  'leads on from a forgotten passphrase',
  async (vault) => {
    const fake = await withVault(vault)
    expect(find('details').hasAttribute('open')).toBe(false)
    expect(text(find('.folder'))).toContain(diagnostics().dataFolder)

    await click(button('Show folder'))
    await click(button('Copy diagnostics'))
    expect([fake.callsOf('showDataFolder'), fake.callsOf('copyDiagnostics')]).toEqual([[[]], [[]]])

    await click(button('Erase everything…'))
    await type(field('Type erase to confirm'), 'erase')
    await click(button('Erase everything'))
    expect(fake.callsOf('eraseEverything')).toEqual([['erase']])
  },
)

it('says beside the field that it is not the passphrase', async () => {
  await withVault(locked('passphrase'))

  await type(field('Passphrase'), 'wrong')
  await submit()

  expect(text(find('[role=alert]'))).toBe('That is not the passphrase.')
  expect(field('Passphrase').getAttribute('aria-invalid')).toBe('true')
})

it('shows that it is busy while the passphrase is tried', async () => {
  const fake = await withVault(locked('passphrase'))
  fake.silence('unlockWithPassphrase')

  await type(field('Passphrase'), 'correct horse')
  await submit()
  await submit()

  expect(text(button('Unlocking…'))).toBe('Unlocking…')
  expect(fake.callsOf('unlockWithPassphrase')).toHaveLength(1)
})

it('sends no empty passphrase', async () => {
  const fake = await withVault(locked('passphrase'))

  await submit()

  expect(fake.callsOf('unlockWithPassphrase')).toEqual([])
})

it('makes a new vault from a passphrase that was typed twice, and warns', async () => {
  const fake = await withVault({ state: 'new', explanation: 'There is no keychain.' })
  expect(text()).toContain('If you forget the passphrase')

  await type(field('Passphrase'), 'correct horse')
  await type(field('Repeat passphrase'), 'correct horse')
  await submit()

  expect(fake.callsOf('createWithPassphrase')).toEqual([['correct horse']])
})

it('looks for a keychain again, so that one that starts late needs no passphrase', async () => {
  const fake = await withVault({ state: 'new', explanation: 'There is no keychain.' })
  fake.silence('retryKeychain')

  await click(button('Look for a keychain again'))
  await click(button('Looking for a keychain…'))

  expect(fake.callsOf('retryKeychain')).toHaveLength(1)
  expect(fake.callsOf('createWithPassphrase')).toEqual([])
})

it.each([
  ['short', 'short', 'at least 8 characters'],
  ['correct horse', 'correct house', 'differ'],
])('makes no vault from “%s” and “%s”', async (passphrase, repeated, fault) => {
  const fake = await withVault({ state: 'new', explanation: 'There is no keychain.' })

  await type(field('Passphrase'), passphrase)
  await type(field('Repeat passphrase'), repeated)
  await submit()

  expect(text(find('[role=alert]'))).toContain(fault)
  expect(fake.callsOf('createWithPassphrase')).toEqual([])
})

it.each(['keychain', 'memory'] as const)(
  'unlocks a vault that the user locked by one button, which has the focus: %s',
  async (sealedBy) => {
    const fake = await withVault({ state: 'locked-by-user', sealedBy })
    expect(text(find('h1'))).toBe('The vault is locked')
    expect(document.activeElement).toBe(button('Unlock'))

    await click(button('Unlock'))

    expect(fake.callsOf('retryKeychain')).toEqual([[]])
    expect(text(find('h1'))).toBe('Passkeys')
  },
)

it('asks for the passphrase of a vault that the user locked', async () => {
  await withVault({ state: 'locked-by-user', sealedBy: 'passphrase' })
  expect(text(find('h1'))).toBe('The vault is locked')
  expect(document.activeElement).toBe(field('Passphrase'))

  await type(field('Passphrase'), 'correct horse')
  await submit()

  expect(text(find('h1'))).toBe('Passkeys')
})

it('takes questions and notices out of sight when the user locks the vault', async () => {
  const fake = await mountWindow()
  fake.fail('lockVault', 'The disk is full.')
  await goTo('Settings')
  await click(button('Lock the vault'))
  expect(text(find('[aria-live=polite]'))).toContain('The disk is full.')
  fake.mend('lockVault')
  fake.ask({ type: 'consent', request: consentRequest() })
  await settle()
  expect(document.querySelectorAll('[role=dialog]')).toHaveLength(1)

  fake.setApp({ vault: { state: 'locked-by-user', sealedBy: 'keychain' } })
  await settle()

  expect(document.querySelectorAll('[role=dialog]')).toHaveLength(0)
  expect(text(find('[aria-live=polite]'))).toBe('')
  expect(document.activeElement).toBe(button('Unlock'))
})

it('locks the window when the vault is locked while it is open', async () => {
  const fake = await mountWindow()

  fake.setApp({ vault: locked('keychain-locked') })
  await settle()

  expect(text(find('h1'))).toBe('The keychain is locked')
})

it('shows above an open vault that nothing can be saved, and what to note', async () => {
  await withVault({
    state: 'open',
    sealedBy: 'keychain',
    readOnly: 'The disk is full.',
    warning: '2 records were set aside.',
  })

  expect(text()).toContain('Nothing can be saved now. The disk is full. 2 records were set aside.')
})

it('says in every state that the passkeys are for testing', async () => {
  const fake = await withVault(locked('in-use'))
  expect(text()).toContain('Passkeys here are for testing')

  fake.setApp(appState())
  await settle()
  expect(text()).toContain('Passkeys here are for testing')
})

it('is never blank: a main process that refuses is reported, with a way on', async () => {
  const fake = installFakeMain()
  fake.fail('getAppState', 'The channel is closed.')
  await mountApp()
  expect(text(find('h1'))).toBe('Latchkey is not responding')
  expect(text(find('[role=alert]'))).toBe('The channel is closed.')

  fake.mend('getAppState')
  await click(button('Try again'))

  expect(text(find('h1'))).toBe('Passkeys')
})

it('is never blank: a fault in the window is reported', async () => {
  await mountWindow()

  window.dispatchEvent(new ErrorEvent('error', { message: 'x', error: new Error('broken') }))
  await settle()

  expect(text(find('h1'))).toBe('Something went wrong in this window')
  expect(buttons('Reload the window')).toHaveLength(1)
})

it('is never blank: a window without a preload script says so', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  Object.defineProperty(window, 'main', { value: undefined, configurable: true })

  await mountApp()

  expect(text(find('h1'))).toBe('Something went wrong in this window')
})

it('keeps the keys of a locked window to itself', async () => {
  const fake = await withVault(locked('passphrase'))

  await press('z', { ctrlKey: true })

  expect(fake.calls.map(([method]) => method)).not.toContain('restorePasskeys')
})

it('names the folder of a vault that cannot be read, to copy', async () => {
  const vault = { state: 'locked', reason: 'unreadable', explanation: 'Damaged.' } as const
  await mountWindow({ app: appState({ vault }) })

  expect(text(find('.folder'))).toContain(diagnostics().dataFolder)
  expect(find('.folder button').getAttribute('aria-label')).toContain('Copy the folder')
})

it('has the settings that need no vault, and returns the focus to their button', async () => {
  const fake = await withVault(locked('unreadable'))

  await click(button('Settings'))
  expect(document.activeElement).toBe(find('h1'))
  await choose(field('Dark'))
  await click(find('[role=switch][aria-label=Bridge]'))
  await click(button('Copy diagnostics'))
  expect(fake.callsOf('setAppearance')).toEqual([['dark']])
  expect(fake.callsOf('setBridgeEnabled')).toEqual([[false]])
  expect(fake.callsOf('copyDiagnostics')).toEqual([[]])

  await press('Escape')
  expect(text(find('h1'))).toBe(lockTitles.unreadable)
  expect(document.activeElement).toBe(button('Settings'))
})

it('says which page was refused, and nothing about past actions', async () => {
  const fake = await withVault({ state: 'locked-by-user', sealedBy: 'keychain' })
  const refused = { kind: 'refusal', outcome: 'refused', at: Date.now() } as const
  fake.emit('activityAdded', activityEntry({ id: 'signal', kind: 'signal' }))
  await settle()
  expect(text(find('[role=status]'))).toBe('')

  fake.emit('activityAdded', activityEntry({ ...refused, origin: 'https://a.example' }))
  await settle()

  expect(text(find('[role=status]'))).toBe('https://a.example asked just now, and was refused.')
})

it('shows the state of the bridge, and leads to its settings', async () => {
  await withVault({ state: 'locked-by-user', sealedBy: 'keychain' })

  await click(find('.bridge-dot'))

  expect(find('[role=switch][aria-label=Bridge]')).toBeDefined()
})
