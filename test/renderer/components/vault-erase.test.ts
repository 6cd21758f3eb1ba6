// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  click,
  field,
  find,
  goTo,
  press,
  text,
  type,
} from '../../support/window-parts'
import { appState, passkeySummary } from '../../support/window-data'

const LABEL = 'Type erase to confirm'

it('erases nothing before the word is typed', async () => {
  const fake = await mountWindow({ passkeys: [passkeySummary()] })
  await goTo('Settings')
  await click(button('Erase everything…'))
  expect(text(find('[role=alertdialog]'))).toContain('This cannot be undone.')

  await click(button('Erase everything'))
  await type(field(LABEL), 'eras')
  await click(button('Erase everything'))
  expect(fake.callsOf('eraseEverything')).toEqual([])

  await type(field(LABEL), 'erase')
  await click(button('Erase everything'))

  expect(fake.callsOf('eraseEverything')).toEqual([['erase']])
  expect(document.querySelector('[role=alertdialog]')).toBeNull()
})

it('erases a vault that cannot be read, from the lock screen', async () => {
  const vault = { state: 'locked', reason: 'unreadable', explanation: 'Damaged.' } as const
  const fake = await mountWindow({ app: appState({ vault }) })

  await click(button('Erase everything…'))
  await type(field(LABEL), 'erase')
  await click(button('Erase everything'))

  expect(fake.state.app.vault.state).toBe('open')
})

it('says why it could not erase', async () => {
  const fake = await mountWindow()
  fake.fail('eraseEverything', 'The keychain is locked, so nothing was erased.')
  await goTo('Settings')
  await click(button('Erase everything…'))
  await type(field(LABEL), 'erase')
  await click(button('Erase everything'))

  expect(text(find('[role=alertdialog] [role=alert]'))).toContain('nothing was erased')
})

it('says what it could not erase, although the window was locked in between', async () => {
  await mountWindow({ eraseFault: 'a backup cannot be removed' })
  await goTo('Settings')
  await click(button('Erase everything…'))
  await type(field(LABEL), 'erase')
  await click(button('Erase everything'))
  await vi.waitFor(() => expect(text()).toContain('a backup cannot be removed'))

  expect(document.querySelector('[role=alertdialog]')).toBeNull()
  expect(text()).toContain('Not everything was erased: a backup cannot be removed')
})

it('does not close while it erases', async () => {
  const fake = await mountWindow()
  fake.silence('eraseEverything')
  await goTo('Settings')
  await click(button('Erase everything…'))
  await type(field(LABEL), 'erase')
  await click(button('Erase everything'))

  await click(button('Cancel'))
  await press('Escape')

  expect(button('Erasing…').getAttribute('aria-disabled')).toBe('true')
})

it.each(['in-use', 'keychain-locked', 'vault-missing', 'other-vault'] as const)(
  'does not offer to erase a vault that is locked because of %s',
  async (reason) => {
    const vault = { state: 'locked', reason, explanation: 'Locked.' } as const
    await mountWindow({ app: appState({ vault }) })

    expect(buttons('Erase everything…')).toEqual([])
  },
)
