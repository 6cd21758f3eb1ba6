// @vitest-environment happy-dom
/** The keys that open the vault: changed in the settings, and used on the lock screen. */
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../../src/shared/app-state'
import { mountWindow } from '../../support/mounted-window'
import { appState } from '../../support/window-data'
import {
  button,
  buttons,
  click,
  field,
  find,
  goTo,
  press,
  settle,
  text,
  type,
} from '../../support/window-parts'

type Ways = AppState['waysToOpen']

async function openSettings(
  sealedBy: 'keychain' | 'passphrase' | 'memory',
  ways: Partial<Ways> = {},
) {
  const fake = await mountWindow({
    app: appState({
      vault: { state: 'open', sealedBy, readOnly: null, warning: null },
      waysToOpen: { recoveryCode: false, passphraseDue: false, notice: null, ...ways },
    }),
  })
  await goTo('Settings')
  return fake
}

const dialog = () => find('[role=dialog], [role=alertdialog]')
const isAsking = () => document.querySelector('[role=dialog], [role=alertdialog]') !== null

async function submit(): Promise<void> {
  find('[role=dialog] form, [role=alertdialog] form').dispatchEvent(
    new Event('submit', { cancelable: true }),
  )
  await settle()
}

it('is not offered for a vault in memory', async () => {
  await openSettings('memory')
  expect(document.querySelector('.settings-keys')).toBeNull()
})

describe('a recovery code', () => {
  it('is shown once, saved, and in force after its last group was typed', async () => {
    const fake = await openSettings('keychain')
    await click(button('Make a recovery code…'))
    expect(text(dialog())).toContain('7KQ2M')
    expect(fake.callsOf('makeRecoveryCode')).toEqual([[]])

    await click(button('Save to a file…'))
    expect(text(dialog())).toContain('Saved to /home/ada/latchkey')
    const last = field('Type the last group, to show that you have the code')
    await type(last, 'WRONG')
    await submit()
    expect(text(find('[role=dialog] [role=alert]'))).toContain('not the last group')
    await type(last, '6PFZG')
    await submit()

    expect(isAsking()).toBe(false)
    expect(text(find('.settings-keys'))).toContain('This vault has a recovery code.')
    expect(text()).not.toContain('7KQ2M')
  })

  it('is given up with Escape, and not before it is confirmed in force', async () => {
    const fake = await openSettings('keychain')
    await click(button('Make a recovery code…'))
    await submit()
    expect(fake.callsOf('keepRecoveryCode')).toEqual([])

    await press('Escape')

    expect(isAsking()).toBe(false)
    expect(fake.callsOf('cancelRecoveryCode')).toEqual([[]])
  })

  it('asks for the passphrase first, if the vault has one', async () => {
    const fake = await openSettings('passphrase')
    await click(button('Make a recovery code…'))
    expect(text(dialog())).not.toContain('7KQ2M')
    await submit()
    expect(fake.callsOf('makeRecoveryCode')).toEqual([])

    await type(field('Passphrase of the vault'), 'wrong')
    await submit()
    expect(text(find('[role=dialog] [role=alert]'))).toContain('not the passphrase')
    await type(field('Passphrase of the vault'), 'correct horse')
    await submit()

    expect(text(dialog())).toContain('7KQ2M')
  })

  it('is made by “Continue” after it could not be made at first', async () => {
    const fake = await openSettings('keychain')
    fake.fail('makeRecoveryCode', 'The keychain is busy.')
    await click(button('Make a recovery code…'))
    expect(text(dialog())).toContain('The keychain is busy.')

    fake.mend('makeRecoveryCode')
    expect(button('Continue').getAttribute('aria-disabled')).toBe('false')
    await submit()

    expect(text(dialog())).toContain('7KQ2M')
  })

  it('is removed after a second step', async () => {
    const fake = await openSettings('keychain', { recoveryCode: true })
    await click(button('Remove…'))
    expect(fake.callsOf('removeRecoveryCode')).toEqual([])

    await submit()

    expect(fake.callsOf('removeRecoveryCode')).toEqual([[undefined]])
    expect(button('Make a recovery code…')).toBeDefined()
  })

  it('opens a locked vault, and is offered only if it can', async () => {
    const fake = await mountWindow({
      app: appState({
        vault: { state: 'locked', reason: 'key-missing', explanation: 'The key is gone.' },
        waysToOpen: { recoveryCode: true, passphraseDue: false, notice: null },
      }),
    })
    await click(button('Use the recovery code…'))
    await type(field('Recovery code'), 'typo')
    await submit()
    expect(text(find('[role=dialog] [role=alert]'))).toContain('typing error')
    await type(field('Recovery code'), fake.state.recoveryCode)
    await submit()

    expect(fake.state.app.vault.state).toBe('open')
    fake.setApp({ vault: { state: 'locked', reason: 'unreadable', explanation: '' } })
    await settle()
    expect(buttons('Use the recovery code…')).toEqual([])
  })

  it('asks for a new passphrase after it opened a vault whose passphrase is forgotten', async () => {
    const fake = await mountWindow({
      app: appState({
        vault: { state: 'locked', reason: 'passphrase', explanation: '' },
        waysToOpen: { recoveryCode: true, passphraseDue: false, notice: null },
      }),
    })
    await click(button('Use the recovery code…'))
    await type(field('Recovery code'), fake.state.recoveryCode)
    await submit()
    expect(text(find('.app-banner'))).toContain('Choose a new passphrase')

    await click(button('Choose a passphrase…'))
    await type(field('New passphrase'), 'battery staple')
    await type(field('Repeat new passphrase'), 'battery staple')
    await submit()

    expect(fake.callsOf('setPassphrase')).toEqual([['battery staple']])
    expect(document.querySelector('.app-banner')).toBeNull()
  })
})

describe('a passphrase', () => {
  it('is changed with the current passphrase', async () => {
    const fake = await openSettings('passphrase')
    await click(button('Change passphrase…'))
    await submit()
    expect(text(find('[role=dialog] [role=alert]'))).toContain('Enter the current passphrase.')
    await type(field('Current passphrase'), 'wrong')
    await type(field('New passphrase'), 'battery staple')
    await type(field('Repeat new passphrase'), 'battery stapel')
    await submit()
    expect(text(find('[role=dialog] [role=alert]'))).toContain('differ')
    await type(field('Repeat new passphrase'), 'battery staple')
    await submit()
    expect(text(find('[role=dialog] [role=alert]'))).toContain('not the passphrase')
    await type(field('Current passphrase'), 'correct horse')
    await submit()

    expect(fake.state.passphrase).toBe('battery staple')
    expect(text(find('[aria-live=polite]'))).toContain('The passphrase was saved')
  })

  it('takes the place of the keychain, and gives way to it', async () => {
    const fake = await openSettings('keychain')
    await click(button('Use a passphrase…'))
    await type(field('New passphrase'), 'battery staple')
    await type(field('Repeat new passphrase'), 'battery staple')
    await submit()
    expect(fake.callsOf('setPassphrase')).toEqual([['battery staple']])

    await click(button('Use the keychain…'))
    await type(field('Passphrase of the vault'), 'battery staple')
    await submit()

    expect(fake.callsOf('useKeychain')).toEqual([['battery staple']])
    expect(button('Use a passphrase…')).toBeDefined()
  })
})

it('makes a new key after a second step, and says why it could not', async () => {
  const fake = await openSettings('keychain')
  fake.fail('renewKey', 'The keychain is locked.')
  await click(button('Make a new key…'))
  await submit()
  expect(text(find('[role=alertdialog] [role=alert]'))).toContain('The keychain is locked.')
  fake.mend('renewKey')

  await submit()

  expect(isAsking()).toBe(false)
  expect(text(find('[aria-live=polite]'))).toContain('The vault has a new key')
})
