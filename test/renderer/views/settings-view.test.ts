// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { button, choose, click, field, find, goTo, settle, text } from '../../support/window-parts'
import { appState } from '../../support/window-data'

it('changes the appearance', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(field('As the system').checked).toBe(true)

  await choose(field('Dark'))

  expect(fake.callsOf('setAppearance')).toEqual([['dark']])
  expect(document.documentElement.dataset.appearance).toBe('dark')
})

it('says where the data is and how to erase it', async () => {
  await mountWindow()
  await goTo('Settings')

  expect(text(find('main'))).toContain('/home/ada/.config/Latchkey')
  expect(text(find('main'))).toMatch(/Quit Latchkey.*Delete the folder.*keychain/)
})

it('says that a vault in memory is kept nowhere', async () => {
  const vault = { state: 'open', sealedBy: 'memory', readOnly: null, warning: null } as const
  await mountWindow({ app: appState({ vault }) })
  await goTo('Settings')

  expect(text(find('main'))).toContain('nothing is kept when Latchkey quits')
  expect(text(find('main'))).not.toContain('Erase everything')
})

it('shows versions and the place of the log file', async () => {
  await mountWindow()
  await goTo('Settings')

  for (const known of ['45.4.1', '156.0.7820.0', '/home/ada/.config/Latchkey/logs/main.log']) {
    expect(text(find('main'))).toContain(known)
  }
})

it('copies the diagnostics and shows the log file', async () => {
  const fake = await mountWindow()
  await goTo('Settings')

  await click(button('Copy diagnostics'))
  await click(button('Show log file'))

  expect(fake.callsOf('copyDiagnostics')).toHaveLength(1)
  expect(fake.callsOf('showLogFile')).toHaveLength(1)
  expect(text(find('[aria-live=polite]'))).toContain('Diagnostics copied')
})

it('says why the diagnostics cannot be read', async () => {
  const fake = await mountWindow()
  fake.fail('getDiagnostics', 'The main process is gone.')
  await goTo('Settings')

  expect(text(find('[role=alert]'))).toBe('The main process is gone.')
})

it('goes to the diagnostics when the menu asks for them', async () => {
  const fake = await mountWindow()
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => {})

  fake.emit('viewAsked', 'diagnostics')
  await settle()

  expect(text(document.activeElement ?? undefined)).toBe('Diagnostics')
  expect(scroll).toHaveBeenCalledOnce()
})
