// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { useView } from '../../../src/renderer/composables/use-view'
import { installFakeMain, runComposable, settle } from '../../support/window-parts'

it('begins with the view that it is given, and shows what the menu asks for', () => {
  const fake = installFakeMain()
  const { view } = runComposable(() => useView('passkeys')).result
  expect(view.value).toBe('passkeys')

  fake.emit('viewAsked', 'activity')

  expect(view.value).toBe('activity')
})

it.each(['activity', 'diagnostics'] as const)(
  'stays where it is while a dialog is open, when the menu asks for %s',
  (asked) => {
    const fake = installFakeMain()
    const { view, diagnosticsAsked } = runComposable(() => useView('passkeys')).result
    document.body.innerHTML = '<div role="dialog"></div>'

    fake.emit('viewAsked', asked)

    expect([view.value, diagnosticsAsked.value]).toEqual(['passkeys', 0])
  },
)

it('shows the settings when the diagnostics are asked for, each time anew', () => {
  const fake = installFakeMain()
  const { view, diagnosticsAsked } = runComposable(() => useView('passkeys')).result

  fake.emit('viewAsked', 'diagnostics')
  fake.emit('viewAsked', 'diagnostics')

  expect([view.value, diagnosticsAsked.value]).toEqual(['settings', 2])
})

it('forgets that the diagnostics were asked for once the user goes elsewhere', () => {
  const fake = installFakeMain()
  const { diagnosticsAsked, show } = runComposable(() => useView('passkeys')).result
  fake.emit('viewAsked', 'diagnostics')

  show('pages')

  expect(diagnosticsAsked.value).toBe(0)
})

it('shows the policies for signals in the settings, until the user goes elsewhere', () => {
  installFakeMain()
  const { view, policiesAsked, show, showPolicies } = runComposable(() =>
    useView('passkeys'),
  ).result

  showPolicies()
  expect([view.value, policiesAsked.value]).toEqual(['settings', 1])
  show('pages')

  expect(policiesAsked.value).toBe(0)
})

it('keeps the view for the next start', async () => {
  const fake = installFakeMain()
  const { view, show } = runComposable(() => useView('audit')).result
  expect(view.value).toBe('audit')

  show('pages')
  await settle()

  expect(fake.callsOf('keepView')).toEqual([['pages']])
})
