// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { appState, pairedPage, profileSummary } from '../../support/window-data'
import { button, click, find, goTo, text } from '../../support/window-parts'

const acme = profileSummary({
  id: 'acme',
  title: 'Acme Passwords',
  summary: 'Recorded on 2026-11-01.',
  own: true,
  grades: { M: 14, S: 0, V: 0, U: 0, I: 1 },
})

async function open(initial: Parameters<typeof mountWindow>[0] = {}) {
  const fake = await mountWindow(initial)
  await goTo('Settings')
  return fake
}

const place = () => text(find('.settings-profiles'))
const notice = () => text(find('[aria-live=polite]'))

it('loads a profile, which can be chosen at once, apart from those of Latchkey', async () => {
  await open({ profileToLoad: { outcome: 'loaded', id: 'acme', title: 'Acme Passwords' } })

  await click(button('Load a profile…'))

  expect(notice()).toContain('Acme Passwords can be chosen now.')
  expect(place()).toContain('Acme Passwords')
  const group = find('.settings-authenticator optgroup')
  expect(group.getAttribute('label')).toBe('Yours')
  expect(text(group)).toBe('Acme Passwords')
})

it('offers a loaded profile to a page, too', async () => {
  await mountWindow({ profiles: [profileSummary(), acme], pages: [pairedPage()] })
  await goTo('Pages')

  expect(text(find('.page-card optgroup'))).toBe('Acme Passwords')
})

it('says how well the facts of a profile are known', async () => {
  const { authenticator } = appState()
  const app = appState({ authenticator: { ...authenticator, profile: 'acme' } })
  await open({ profiles: [profileSummary(), acme], app })

  expect(text(find('.profile-select'))).toContain(
    '15 facts about this provider: 14 measured, 1 inferred.',
  )
  expect(place()).toContain('15 facts about this provider: 14 measured, 1 inferred.')
})

it('gives each reason if a file cannot be loaded', async () => {
  const reasons = ['two facts set aaguid', 'counter is neither known nor unknown']
  await open({ profileToLoad: { outcome: 'refused', file: 'acme.json', reasons } })

  await click(button('Load a profile…'))

  const shown = find('.settings-profiles [role=alert]')
  expect(text(shown)).toContain('acme.json cannot be loaded')
  expect([...shown.querySelectorAll('li')].map((one) => text(one))).toEqual([
    'two facts set aaguid',
    'counter is neither known nor unknown',
  ])
})

it('asks before it replaces a profile of the same id', async () => {
  const profileToLoad = {
    outcome: 'known',
    id: 'acme',
    title: 'Acme 2',
    loadedTitle: 'Acme Passwords',
  } as const
  const fake = await open({ profiles: [profileSummary(), acme], profileToLoad })
  await click(button('Load a profile…'))
  expect(text(find('[role=alertdialog]'))).toContain('Acme Passwords is already loaded')
  await click(button('Cancel'))
  expect(fake.callsOf('replaceProfile')).toEqual([])

  await click(button('Load a profile…'))
  await click(button('Replace'))

  expect(fake.callsOf('replaceProfile')).toEqual([['acme']])
  expect(document.querySelector('[role=alertdialog]')).toBeNull()
})

it('removes a profile, and says what meets the default again', async () => {
  const { authenticator } = appState()
  const app = appState({ authenticator: { ...authenticator, profile: 'acme' } })
  const fake = await open({ profiles: [profileSummary(), acme], app })

  await click(button('Remove'))

  expect(fake.callsOf('removeProfile')).toEqual([['acme']])
  expect(notice()).toContain('Acme Passwords was removed. Latchkey plays itself again.')
  expect(document.querySelector('.settings-authenticator optgroup')).toBeNull()

  await click(button('Undo'))

  expect(fake.callsOf('restoreProfile')).toEqual([['acme']])
  expect(place()).toContain('Acme Passwords')
  expect(find('.settings-authenticator optgroup')).toBeDefined()
})

it('says why a removed profile cannot come back', async () => {
  const fake = await open({ profiles: [profileSummary(), acme] })
  await click(button('Remove'))
  fake.fail('restoreProfile', 'another profile has its place now')

  await click(button('Undo'))

  expect(notice()).toContain('The profile could not be restored: another profile has its place now')
})

it('says which files could not be loaded when the app was started', async () => {
  await open({ damagedProfiles: [{ file: 'broken.json', reasons: ['it is not JSON'] }] })

  expect(place()).toContain('broken.json')
  expect(place()).toContain('it is not JSON')
})
