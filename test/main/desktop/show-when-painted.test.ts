import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { showWhenPainted, type HiddenWindow } from '../../../src/main/desktop/show-when-painted'
import { FakeClock } from '../../support/fake-clock'

class NewWindow extends EventEmitter implements HiddenWindow {
  isShown = false
  isGone = false

  isDestroyed = () => this.isGone
  show = () => void (this.isShown = true)
}

/** A window whose page loads when the test says so. */
function loading() {
  const window = new NewWindow()
  const clock = new FakeClock()
  const page = new EventEmitter()
  const load = () =>
    new Promise<void>((resolve, reject) => page.once('loaded', resolve).once('failed', reject))
  const done = showWhenPainted(window, load, clock)
  const loaded = async () => {
    page.emit('loaded')
    await settled()
  }
  return { window, clock, page, done, loaded }
}

function settled(): Promise<void> {
  return new Promise(setImmediate)
}

it('stays hidden while its page is loaded and not painted', async () => {
  const { window, clock, done, loaded } = loading()
  await loaded()
  clock.advance(1_999)
  await settled()
  expect(window.isShown).toBe(false)

  window.emit('ready-to-show')
  await done

  expect(window.isShown).toBe(true)
  expect(clock.longest()).toBe(0)
})

it('is shown as soon as its page is loaded where it was painted before', async () => {
  const { window, done, loaded } = loading()
  window.emit('ready-to-show')
  await settled()
  expect(window.isShown).toBe(false)

  await loaded()
  await done

  expect(window.isShown).toBe(true)
})

it('is shown after two seconds if no paint is reported', async () => {
  const { window, clock, done, loaded } = loading()
  await loaded()

  clock.advance(2_000)
  await done

  expect(window.isShown).toBe(true)
})

it('stays hidden if its page cannot be loaded', async () => {
  const { window, page, done } = loading()
  window.emit('ready-to-show')

  page.emit('failed', new Error('no page'))

  await expect(done).rejects.toThrow('no page')
  expect(window.isShown).toBe(false)
})

it('is not touched once it is closed', async () => {
  const { window, done, loaded } = loading()
  await loaded()
  window.isGone = true

  window.emit('ready-to-show')
  await done

  expect(window.isShown).toBe(false)
})
