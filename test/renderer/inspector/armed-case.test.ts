// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { caseOfEntry } from '../../../src/inspect/case/case-of-entry'
import type { FakeMainState } from '../../support/fake-main-state'
import { ceremonyDetail } from '../../support/ceremony-details'
import { mountWindow } from '../../support/mounted-window'
import { activityEntry, appState } from '../../support/window-data'
import { button, buttons, click, find, goTo, press, settle, text } from '../../support/window-parts'

const openedCase = () =>
  caseOfEntry(
    {
      entry: activityEntry({
        id: 'far',
        kind: 'get',
        origin: 'https://far.example',
        fault: { id: 'uv-not-set', changes: [] },
      }),
      detail: ceremonyDetail({ kind: 'get', profile: { id: 'bitwarden', name: 'Bitwarden' } }),
    },
    { app: '0.1.0', now: 7 },
  )

async function openedWindow(state: Partial<FakeMainState> = {}) {
  const fake = await mountWindow({ openedCase: openedCase(), ...state })
  await goTo('Activity')
  await click(button('Open case…'))
  await click(button('Arm case…'))
  return fake
}

const banners = () => Array.from(document.querySelectorAll('.app-banner'), (one) => text(one))
const dialog = () => text(find('[role=dialog]'))

it('shows what a case would set, sets it by one action, says so, and takes it back', async () => {
  const fake = await openedWindow()
  expect(dialog()).toContain('For every page')
  expect(dialog()).toContain('ProviderLatchkey→ becomes Bitwarden')
  expect(dialog()).toContain('Faultnot armed→ becomes uv-not-set in the next answer')
  expect(fake.callsOf('setProfile')).toEqual([])

  await click(button('Arm'))

  expect(document.querySelector('[role=dialog]')).toBeNull()
  expect(fake.callsOf('setProfile')).toEqual([['bitwarden']])
  expect(fake.callsOf('armFault')).toEqual([['uv-not-set', 1, null]])
  for (const view of ['Pages', 'Settings', 'Passkeys']) {
    await goTo(view)
    expect(banners().join()).toContain('A case is armed. Provider: Bitwarden.')
    expect(banners().join()).toContain('uv-not-set in one answer')
  }

  await click(button('Disarm the case'))

  expect(banners()).toEqual([])
  expect(fake.callsOf('setProfile').at(-1)).toEqual(['latchkey'])
  expect(fake.callsOf('disarmFault')).toEqual([['uv-not-set', null]])
})

it('keeps the banner and the way back over a lock', async () => {
  const fake = await openedWindow()
  await click(button('Arm'))

  fake.setApp({ vault: { state: 'locked', reason: 'passphrase', explanation: '' } })
  await settle()
  expect(banners()).toEqual([])
  fake.setApp({ vault: appState().vault })
  await settle()

  expect(banners().join()).toContain('A case is armed. Provider: Bitwarden.')
  await click(button('Disarm the case'))
  expect(banners()).toEqual([])
  expect(fake.callsOf('setProfile')).toEqual([['bitwarden'], ['latchkey']])
})

it('takes back two cases in turn, to what was before the first', async () => {
  const fake = await armedTwice()
  expect(banners().join()).toContain('2 cases are armed. Provider: YubiKey 4 (U2F).')

  await click(button('Disarm the cases'))

  expect(fake.callsOf('setProfile')).toEqual([
    ['bitwarden'],
    ['yubikey-4'],
    ['bitwarden'],
    ['latchkey'],
  ])
  expect(banners()).toEqual([])
})

it('undoes two cases by the key, one after the other', async () => {
  const fake = await armedTwice()

  await press('z', { ctrlKey: true })
  expect(banners().join()).toContain('A case is armed. Provider: Bitwarden.')
  await press('z', { ctrlKey: true })

  expect(banners()).toEqual([])
  expect(fake.callsOf('setProfile').at(-1)).toEqual(['latchkey'])
})

async function armedTwice() {
  const fake = await openedWindow({ openedCase: { ...openedCase(), fault: null } })
  await click(button('Arm'))
  fake.state.openedCase = {
    ...openedCase(),
    fault: null,
    profile: { id: 'yubikey-4', name: 'YubiKey 4' },
  }
  await click(button('Open case…'))
  await click(button('Arm case…'))
  await click(button('Arm'))
  return fake
}

it('is undone by the key, once', async () => {
  const fake = await openedWindow()
  await click(button('Arm'))

  await press('z', { ctrlKey: true })

  expect(banners()).toEqual([])
  expect(fake.callsOf('setProfile')).toEqual([['bitwarden'], ['latchkey']])
  await press('z', { ctrlKey: true })
  expect(fake.callsOf('setProfile')).toHaveLength(2)
})

it('leaves what the user has changed since', async () => {
  const fake = await openedWindow()
  await click(button('Arm'))
  fake.setApp({ armedFaults: [] })
  await click(button('Disarm the case'))

  expect(fake.callsOf('disarmFault')).toEqual([])
  expect(fake.callsOf('setProfile').at(-1)).toEqual(['latchkey'])
})

it('sets all or nothing', async () => {
  const fake = await openedWindow()
  fake.fail('armFault', 'Not now.')

  await click(button('Arm'))

  expect(document.querySelector('[role=dialog]')).not.toBeNull()
  expect(fake.callsOf('setProfile')).toEqual([['bitwarden'], ['latchkey']])
  expect(text(find('[aria-live=polite]'))).toContain('The case could not be armed: Not now.')
  expect(banners()).toEqual([])
})

it('sets nothing when the user cancels, or when all is as in the case', async () => {
  const fake = await openedWindow()
  await press('Escape')
  expect(document.querySelector('[role=dialog]')).toBeNull()
  expect(fake.callsOf('setProfile')).toEqual([])
})

it('says that nothing is to be set', async () => {
  const { authenticator } = appState()
  await openedWindow({
    app: appState({ authenticator: { ...authenticator, profile: 'bitwarden' } }),
    openedCase: { ...openedCase(), fault: null },
  })
  expect(dialog()).toContain('Latchkey already has the settings of this case.')
  expect(buttons('Arm')).toEqual([])
})
