// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { button, click, find, press, settle, text } from '../../support/window-parts'
import { NOON, pairingAgainRequest } from '../../support/window-data'

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow()
  vi.useFakeTimers({ now: NOON })
})

async function ask(fields: Parameters<typeof pairingAgainRequest>[0] = {}): Promise<void> {
  fake.ask({ type: 'pairing-again', request: pairingAgainRequest(fields) })
  await settle()
}

async function wait(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await settle()
}

const answers = () => fake.callsOf('answerPairingAgain')
const dialog = () => text(find('[role=dialog]'))

it('says who asks and what happened, and shows no code', async () => {
  await ask({
    origin: 'https://shop.example.org:8443',
    until: new Date(2027, 0, 2, 14, 5).getTime(),
  })

  expect(text(find('.question-origin strong'))).toBe('shop.example.org')
  expect(dialog()).toContain('You allowed this page until 2 Jan 2027, 14:05.')
  expect(dialog()).toContain('probably because it cleared its storage')
  expect(document.querySelector('.code')).toBeNull()
})

it('says that another browser asks again', async () => {
  await ask()

  expect(dialog()).toContain('in another browser too, that browser asks again')
})

it('gives Don’t allow the focus, and denies by it at once', async () => {
  await ask()
  expect(document.activeElement).toBe(button('Don’t allow'))

  await click(button('Don’t allow'))

  expect(answers()).toEqual([['pairing-again', false]])
})

it('denies by Escape', async () => {
  await ask()

  await press('Escape')

  expect(answers()).toEqual([['pairing-again', false]])
})

it('ignores Allow again for 700 ms, and then allows', async () => {
  await ask()
  await wait(699)
  await click(button('Allow again'))
  expect(answers()).toEqual([])

  await wait(1)
  await click(button('Allow again'))

  expect(answers()).toEqual([['pairing-again', true]])
})

it('ignores Allow again while another window has the focus', async () => {
  await ask()
  await wait(700)

  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  await click(button('Allow again'))
  window.dispatchEvent(new Event('blur'))
  await settle()

  expect(answers()).toEqual([])
  expect(button('Allow again').disabled).toBe(true)
  expect(dialog()).toContain('while this window has the focus')
})

it('counts down to the time when it is denied by itself', async () => {
  await ask()

  await wait(18_000)

  expect(dialog()).toContain('Denied automatically in 42 s')
})
