// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { button, click, find, press, row, settle, text } from '../../support/window-parts'
import { NOON, passkeySummary } from '../../support/window-data'

const ada = passkeySummary({ createdAt: NOON })
const grace = passkeySummary({
  id: 'grace',
  userDisplayName: 'Grace Hopper',
  userName: 'grace',
  createdAt: NOON - 1,
})
const kiosk = passkeySummary({
  id: 'kiosk',
  userDisplayName: 'Kiosk',
  userName: 'kiosk',
  discoverable: false,
  edited: { userName: 'as the site has it', userDisplayName: null },
  createdAt: NOON - 2,
})

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow({ passkeys: [ada, grace, kiosk] })
})

const detail = () => text(find('[aria-label=Passkey]'))
const focused = () => (document.activeElement as HTMLElement).dataset.passkeyId

async function withPasskeys(...passkeys: (typeof ada)[]): Promise<void> {
  fake.state.passkeys = passkeys
  fake.emit('passkeysChanged', null)
  await settle()
}

const chord = { ctrlKey: true, shiftKey: true }

it.each([
  ['F2', {}],
  ['S', chord],
])(
  'closes the dialog of %s when its passkey goes, and does not open it when it returns',
  async (key, modifiers) => {
    row('AQID').focus()
    await press(key, modifiers)
    find('[role=dialog]')

    await withPasskeys(grace, kiosk)
    expect([document.querySelector('[role=dialog]'), focused()]).toEqual([null, 'grace'])

    await withPasskeys(ada, grace, kiosk)
    expect([document.querySelector('[role=dialog]'), focused()]).toEqual([null, 'grace'])
  },
)

it('closes the details when their passkey goes, and does not open them when it returns', async () => {
  await click(row('grace'))
  button('Rename').focus()

  await withPasskeys(ada, kiosk)
  expect(document.querySelector('[aria-label=Passkey]')).toBeNull()
  expect(focused()).toBeDefined()

  await withPasskeys(ada, grace, kiosk)
  expect(document.querySelector('[aria-label=Passkey]')).toBeNull()
})

it.each([
  ['H', chord, 'hidePasskeys'],
  ['Delete', {}, 'deletePasskeys'],
] as const)('keeps keyboard and details on a row when %s fails', async (key, modifiers, method) => {
  fake.fail(method, 'The disk is full.')
  row('AQID').focus()
  await press('Enter')

  await press(key, modifiers)

  expect([focused(), detail().includes('Ada Lovelace')]).toEqual(['AQID', true])
})

it('keeps the keyboard on a passkey that is shown again by its button', async () => {
  await withPasskeys(ada, { ...grace, hidden: { at: NOON, because: 'You hid it.' } })
  button('Show again').focus()

  await click(button('Show again'))

  expect(focused()).toBe('grace')
})
