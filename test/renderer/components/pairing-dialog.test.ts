// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { button, choose, click, field, find, press, settle, text } from '../../support/window-parts'
import { NOON, pairingRequest } from '../../support/window-data'

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow()
  vi.useFakeTimers({ now: NOON })
})

async function ask(fields: Parameters<typeof pairingRequest>[0] = {}): Promise<void> {
  fake.ask({ type: 'pairing', request: pairingRequest(fields) })
  await settle()
}

async function wait(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await settle()
}

const answers = () => fake.callsOf('answerPairing')
const denied = [['pairing', { allow: false, block: false }]]

it('says who asks, with the host in large type, and shows the code', async () => {
  await ask({ origin: 'https://login.example.org:8443', displayHost: 'login.example.org' })

  expect(text(find('.question-origin strong'))).toBe('login.example.org')
  expect(text(find('[role=dialog]'))).toContain('Compare with the code in the page')
  expect(text(find('.code'))).toBe('204816')
})

it('shows the readable host beside the exact one when they differ', async () => {
  await ask({ origin: 'https://xn--pypal-4ve.example', displayHost: 'pаypal.example' })

  expect(text(find('.question-origin strong'))).toBe('xn--pypal-4ve.example')
  expect(text(find('.question-origin'))).toContain('Reads as pаypal.example')
})

it('does not repeat a host that reads as it is written', async () => {
  await ask()

  expect(text(find('.question-origin'))).not.toContain('Reads as')
})

it('says which page the page claims to be inside of, and that it is only a claim', async () => {
  await ask({ topOrigin: 'https://top.example' })

  expect(text(find('.question-origin'))).toContain(
    'inside https://top.example (according to the page)',
  )
})

it('gives Deny the focus, as the default button', async () => {
  await ask()

  expect(document.activeElement).toBe(button('Deny'))
  expect(button('Deny').type).toBe('submit')
})

it('denies when its default button is pressed at once', async () => {
  await ask()

  await click(button('Deny'))

  expect(answers()).toEqual(denied)
})

it('denies by Enter in any of its fields', async () => {
  await ask()
  await wait(5000)

  find('#pairing').dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()

  expect(answers()).toEqual(denied)
})

it('denies by Escape', async () => {
  await ask()

  await press('Escape')

  expect(answers()).toEqual(denied)
})

it('denies one question alone by an Escape that is held down', async () => {
  await ask()
  await ask({ id: 'second' })

  await press('Escape')
  await press('Escape', { repeat: true })
  expect(answers()).toEqual(denied)

  await press('Escape')
  expect(answers()).toHaveLength(2)
})

it('ignores Allow for 700 ms', async () => {
  await ask()

  await wait(699)
  expect(button('Allow').disabled).toBe(true)

  await wait(1)
  expect(button('Allow').disabled).toBe(false)
})

it('ignores Allow while another window has the focus', async () => {
  await ask()
  await wait(700)

  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  window.dispatchEvent(new Event('blur'))
  await settle()

  expect(button('Allow').disabled).toBe(true)
  expect(text(find('[role=dialog]'))).toContain('while this window has the focus')
})

it('does not allow when the focus was lost without a word', async () => {
  await ask()
  await wait(700)

  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  await click(button('Allow'))

  expect(answers()).toEqual([])
})

it('allows for this session unless another duration is chosen', async () => {
  await ask()
  await wait(700)

  await click(button('Allow'))

  expect(answers()).toEqual([['pairing', { allow: true, duration: 'session' }]])
})

it('allows for as long as was chosen', async () => {
  await ask()
  await choose(field('30 days'))
  await wait(700)

  await click(button('Allow'))

  expect(answers()).toEqual([['pairing', { allow: true, duration: '30-days' }]])
})

it('blocks no page by a click that was meant for what was there before', async () => {
  await ask()

  await wait(699)
  await click(button('Block this page'))

  expect(answers()).toEqual([])
})

it('blocks a page', async () => {
  await ask()
  await wait(700)

  await click(button('Block this page'))

  expect(answers()).toEqual([['pairing', { allow: false, block: true }]])
})

it('counts down to the time when it is denied by itself', async () => {
  await ask({ timeoutMs: 60_000 })

  await wait(18_000)

  expect(text(find('[role=dialog]'))).toContain('Denied automatically in 42 s')
})

it('restarts its delay for the next question', async () => {
  await ask()
  await ask({ id: 'second', origin: 'https://second.example' })
  expect(text(find('[role=dialog]'))).toContain('1 more waiting')
  await wait(700)

  await click(button('Deny'))

  expect(text(find('.question-origin strong'))).toBe('second.example')
  expect(button('Allow').disabled).toBe(true)
})

it('disappears when the page withdraws its question', async () => {
  await ask()

  fake.withdraw('pairing')
  await settle()

  expect(document.querySelector('[role=dialog]')).toBeNull()
})

it('shows a hostile name as text', async () => {
  await ask({ name: '<b>Bank</b>\u202e' })

  expect(text(find('[role=dialog]'))).toContain('The page calls itself “<b>Bank</b>[U+202E]”.')
})
