// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { click, field, find, goTo, row, text } from '../../support/window-parts'
import { activityEntry, pairedPage, passkeySummary } from '../../support/window-data'

const ORIGIN = 'https://login.example.org'

const link = (name: string | RegExp): HTMLElement => {
  const found = Array.from(document.querySelectorAll('main a')).find((one) =>
    typeof name === 'string' ? text(one) === name : name.test(text(one)),
  )
  if (!(found instanceof HTMLElement)) throw new Error(`no link is called ${name}`)
  return found
}

async function open() {
  await mountWindow({
    pages: [pairedPage({ origin: 'https://shop.example' }), pairedPage({ origin: ORIGIN })],
    passkeys: [
      passkeySummary({ id: 'A', rpId: 'example.org' }),
      passkeySummary({ id: 'B', rpId: 'login.example.org' }),
      passkeySummary({ id: 'C', rpId: 'ample.org' }),
    ],
    activity: [
      activityEntry({ id: '1', origin: ORIGIN }),
      activityEntry({ id: '2', origin: 'https://example.org' }),
    ],
  })
}

it('leads from a page to the passkeys that it may use', async () => {
  await open()
  await goTo('Pages')

  await click(link('2 passkeys'))

  expect(text(find('h1'))).toBe('Passkeys')
  expect(field('Search passkeys').value).toBe('example.org')
})

it('leads from a page to its entries in Activity', async () => {
  await open()
  await goTo('Pages')

  await click(link('1 entry'))

  expect([text(find('h1')), field('Search the activity').value]).toEqual(['Activity', ORIGIN])
})

it('leads from a passkey to the connected page', async () => {
  await open()
  await click(row('B'))

  await click(link(ORIGIN))

  expect(text(find('h1'))).toBe('Pages')
  expect(text(document.activeElement!)).toBe(ORIGIN)
  expect(document.activeElement?.getAttribute('aria-expanded')).toBe('true')
})

it('names no page for a passkey that no connected page may use', async () => {
  await open()

  await click(row('C'))

  expect(document.querySelector('.passkey-pages')).toBeNull()
})
