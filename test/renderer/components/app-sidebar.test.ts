// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { click, find, goTo, press, settle, text } from '../../support/window-parts'
import {
  activityEntry,
  appState,
  pairedPage,
  passkeySummary,
  trashedPasskey,
} from '../../support/window-data'

it('leads to every view, and marks the one that is shown', async () => {
  await mountWindow()

  for (const view of ['Activity', 'Pages', 'Audit', 'Trash', 'Settings', 'Passkeys']) {
    await goTo(view)
    expect([text(find('h1')), text(find('[aria-current=page]'))]).toEqual([view, view])
  }
})

it('switches views by Ctrl and a digit', async () => {
  await mountWindow()

  await press('3', { ctrlKey: true }, document.body)

  expect(text(find('h1'))).toBe('Pages')
})

it('says in every view that a page is auto-approved', async () => {
  await mountWindow({ pages: [pairedPage({ answersByItself: true })] })

  expect(text(find('header'))).toContain('1 page is auto-approved')
})

it.each([
  [{ enabled: true, port: 47_801, problem: null }, 'Bridge on port 47801'],
  [{ enabled: false, port: null, problem: null }, 'Bridge off'],
  [{ enabled: true, port: null, problem: 'No port is free.' }, 'Bridge has a problem'],
  [{ enabled: true, port: null, problem: null }, 'Bridge starting'],
])('says how the bridge is: %o', async (bridge, said) => {
  const fake = await mountWindow()

  fake.setApp(appState({ bridge: { ...appState().bridge, addresses: [], ...bridge } }))
  await settle()

  expect(text(find('header'))).toContain(said)
})

const described = (view: string) =>
  text(document.getElementById(find(`[href="#${view}"]`).getAttribute('aria-describedby')!)!)

it('counts passkeys, connected pages and the trash', async () => {
  await mountWindow({
    passkeys: [passkeySummary(), passkeySummary({ id: 'grace' })],
    pages: [pairedPage(), pairedPage({ origin: 'https://blocked.example', status: 'blocked' })],
    trash: [trashedPasskey()],
  })

  expect(['passkeys', 'pages', 'trash'].map(described)).toEqual([
    '2 passkeys',
    '1 connected page',
    '1 passkey',
  ])
})

it('counts the new entries of Activity until the user looks', async () => {
  const fake = await mountWindow({
    activity: [activityEntry({ id: 'new', at: 3 }), activityEntry({ id: 'seen', at: 2 })],
    app: appState({ activitySeenAt: 2 }),
  })
  expect(described('activity')).toBe('1 new entry')

  fake.emit('activityAdded', activityEntry({ id: 'newer', at: 4 }))
  await settle()
  expect(described('activity')).toBe('2 new entries')

  await goTo('Activity')
  expect(find('[href="#activity"]').getAttribute('aria-describedby')).toBeNull()
})

it.each(['.bridge-dot', '.warning'])('leads to the pages from %s', async (mark) => {
  await mountWindow({ pages: [pairedPage({ answersByItself: true })] })

  await click(find(mark))

  expect(text(find('h1'))).toBe('Pages')
})
