// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { find, goTo, press, row, settle, text } from '../../support/window-parts'
import { consentRequest, passkeySummary } from '../../support/window-data'

const mounted = (): Promise<FakeMain> => mountWindow({ passkeys: [passkeySummary()] })

it('gives the focus to the heading of the view that a key shows', async () => {
  await mounted()
  row('AQID').focus()

  for (const [digit, view] of [
    ['2', 'Activity'],
    ['3', 'Pages'],
    ['5', 'Trash'],
    ['6', 'Settings'],
    ['1', 'Passkeys'],
  ] as const) {
    await press(digit, { ctrlKey: true })
    expect([document.activeElement, text(find('h1'))]).toEqual([find('h1'), view])
  }
})

it('names the view in the title of the window', async () => {
  const fake = await mounted()
  expect(document.title).toBe('Passkeys – Latchkey')

  await goTo('Activity')
  expect(document.title).toBe('Activity – Latchkey')

  fake.emit('viewAsked', 'diagnostics')
  await settle()
  expect(document.title).toBe('Settings – Latchkey')
})

it('names no view while the vault is locked', async () => {
  const fake = await mounted()

  const vault = { state: 'locked', reason: 'passphrase', explanation: '' } as const
  fake.setApp({ ...fake.state.app, vault })
  await settle()

  expect(document.title).toBe('Latchkey')
})

it('leaves the focus in a dialog when the menu shows another view behind it', async () => {
  const fake = await mounted()
  fake.ask({ type: 'consent', request: consentRequest() })
  await settle()

  fake.emit('viewAsked', 'pages')
  await settle()

  expect(find('[role=dialog]').contains(document.activeElement)).toBe(true)
})

it('names who asks in the title of the window, until the question is answered', async () => {
  const fake = await mounted()
  const request = consentRequest({ origin: 'https://a.example' })
  fake.ask({ type: 'consent', request })
  await settle()
  expect(document.title).toBe('https://a.example asks – Latchkey')

  fake.withdraw(request.id)
  await settle()
  expect(document.title).toBe('Passkeys – Latchkey')
})
