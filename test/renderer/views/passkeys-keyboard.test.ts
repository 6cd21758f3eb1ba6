// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { afterPaint } from '../../../src/renderer/support/after-paint'
import { mountWindow } from '../../support/mounted-window'
import { button, click, field, find, press, row, text, type } from '../../support/window-parts'
import { NOON, passkeySummary } from '../../support/window-data'

beforeEach(async () => {
  await mountWindow({
    passkeys: [
      passkeySummary({ createdAt: NOON }),
      passkeySummary({ id: 'grace', userDisplayName: 'Grace Hopper', createdAt: NOON - 1 }),
      passkeySummary({ id: 'kiosk', userDisplayName: 'Kiosk', createdAt: NOON - 2 }),
    ],
  })
})

const ids = () =>
  Array.from(
    document.querySelectorAll<HTMLElement>('[data-passkey-id]'),
    (one) => one.dataset.passkeyId,
  )
const detail = () => text(find('[aria-label=Passkey]'))
async function painted(): Promise<void> {
  await afterPaint()
  await nextTick()
}
const focused = () => (document.activeElement as HTMLElement).dataset.passkeyId

it('goes through the list by the arrow keys, Home and End, and shows what it reaches', async () => {
  row('AQID').focus()

  await press('ArrowDown')
  expect(focused()).toBe('grace')
  await painted()
  expect(detail()).toContain('Grace Hopper')

  await press('End')
  expect(focused()).toBe('kiosk')

  await press('Home')
  expect(focused()).toBe('AQID')
})

it('shows the details after the focus, and those of the last row alone', async () => {
  await click(row('AQID'))
  row('AQID').focus()

  await press('ArrowDown')
  await press('ArrowDown')
  expect([focused(), detail().includes('Grace Hopper')]).toEqual(['kiosk', false])

  await painted()
  expect(detail()).toContain('Kiosk')
})

it('shows what was chosen since, not the row that the keyboard reached before', async () => {
  row('AQID').focus()

  await press('ArrowDown')
  await click(row('kiosk'))
  await painted()

  expect(detail()).toContain('Kiosk')
})

it('goes to the row whose name is typed', async () => {
  row('AQID').focus()

  for (const letter of 'gr') await press(letter)
  await painted()

  expect([focused(), detail().includes('Grace Hopper')]).toEqual(['grace', true])
})

it('does nothing else by letters', async () => {
  row('AQID').focus()

  for (const letter of 'hes') await press(letter)

  expect([focused(), ids()]).toEqual(['AQID', ['AQID', 'grace', 'kiosk']])
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

it('has one row that the Tab key reaches', () => {
  const tabbable = document.querySelectorAll('[data-passkey-id][tabindex="0"]')

  expect(tabbable).toHaveLength(1)
})

it('closes the details by Escape, and goes back to the row', async () => {
  await click(row('grace'))

  await press('Escape', {}, button('Rename'))

  expect(document.querySelector('[aria-label=Passkey]')).toBeNull()
  expect(focused()).toBe('grace')
})

it('closes the details by Escape in the list too', async () => {
  await click(row('grace'))

  await press('Escape', {}, row('grace'))

  expect(document.querySelector('[aria-label=Passkey]')).toBeNull()
  expect(focused()).toBe('grace')
})

it('clears the search by the first Escape, and closes the details by the next', async () => {
  await click(row('grace'))
  await type(field('Search passkeys'), 'grace')

  await press('Escape', {}, field('Search passkeys'))
  expect(detail()).toContain('Grace Hopper')

  await press('Escape', {}, row('grace'))
  expect(document.querySelector('[aria-label=Passkey]')).toBeNull()
})
