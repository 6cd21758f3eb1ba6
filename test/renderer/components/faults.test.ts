// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { activityEntry, appState, pairedPage } from '../../support/window-data'
import { button, click, find, goTo, settle, text, type } from '../../support/window-parts'

async function choose(id: string, place = '.fault-form .faults'): Promise<void> {
  const list = find(place) as HTMLSelectElement
  list.value = id
  list.dispatchEvent(new Event('change'))
  await settle()
}

it('says in every view that a fault is armed, until the user disarms it', async () => {
  const armedFaults = [{ id: 'uv-not-set', left: 2, origin: null }] as const
  const fake = await mountWindow({ app: appState({ armedFaults }) })
  for (const view of ['Pages', 'Activity', 'Settings', 'Passkeys']) {
    await goTo(view)
    expect(text(find('.app-banner'))).toContain('uv-not-set in 2 answers')
  }

  await click(button('Disarm'))

  expect(fake.callsOf('disarmFaults')).toEqual([[]])
  expect(document.querySelector('.app-banner')).toBeNull()
})

it('disarms one fault of several in the settings, and keeps the focus there', async () => {
  const origin = 'https://shop.example'
  const armedFaults = [
    { id: 'uv-not-set', left: 2, origin: null },
    { id: 'uv-not-set', left: 1, origin },
  ] as const
  const fake = await mountWindow({ app: appState({ armedFaults }) })
  expect(text(button('Disarm all'))).toBe('Disarm all')
  await goTo('Settings')
  const [, second] = document.querySelectorAll<HTMLElement>('.armed-faults button')
  second?.focus()
  await click(second ?? document.body)

  expect(fake.callsOf('disarmFault')).toEqual([['uv-not-set', origin]])
  expect(text(find('.armed-faults'))).toBe('uv-not-set in 2 answers Disarm')
  expect(text(document.activeElement ?? undefined)).toBe('Faults')

  const last = find('.armed-faults button')
  last.focus()
  await click(last)

  expect(document.querySelector('.armed-faults')).toBeNull()
  expect(text(document.activeElement ?? undefined)).toBe('Faults')
})

it('shows no banner while no fault is armed', async () => {
  await mountWindow()
  expect(document.querySelector('.app-banner')).toBeNull()
})

it('finds a fault by words of its sentence, says what a correct site does, and arms it', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  const search = find('.settings-faults input[type=search]') as HTMLInputElement
  await type(search, 'flag user verified')
  const shown = [...document.querySelectorAll('.faults option')].map((one) => text(one))
  expect(shown).toEqual(['uv-not-set: The UV flag is not set: the user was not verified.'])

  await choose('uv-not-set')
  expect(text(find('.settings-faults'))).toContain('A correct site refuses the answer')
  await type(find('.settings-faults input[type=number]') as HTMLInputElement, '3')
  await click(button('Arm'))

  expect(fake.callsOf('armFault')).toEqual([['uv-not-set', 3, null]])
})

it('arms a fault for one of the connected pages', async () => {
  const pages = ['https://shop.example', 'https://bank.example'].map((origin) =>
    pairedPage({ origin }),
  )
  const fake = await mountWindow({ pages })
  await goTo('Settings')
  await choose('uv-not-set')
  await choose('https://bank.example', '.fault-form .page')
  await click(button('Arm'))

  expect(fake.callsOf('armFault')).toEqual([['uv-not-set', 1, 'https://bank.example']])
  expect(text(find('.app-banner'))).toContain('uv-not-set in one answer to https://bank.example')
})

it('arms a fault from the card of a page, which then says so', async () => {
  const origin = 'https://shop.example'
  const pages = [pairedPage({ origin }), pairedPage({ origin: 'https://bank.example' })]
  const fake = await mountWindow({ pages })
  await goTo('Pages')
  for (const toggle of document.querySelectorAll<HTMLElement>('.page-row .toggle'))
    await click(toggle)
  await click(button('Answer wrongly…'))
  expect(text(find('[role=dialog]'))).toContain(origin)

  await choose('challenge-wrong')
  await click(button('Arm'))

  expect(fake.callsOf('armFault')).toEqual([['challenge-wrong', 1, origin]])
  expect(document.querySelector('[role=dialog]')).toBeNull()
  const cards = [...document.querySelectorAll('.page-faults')].map((one) => text(one))
  expect(cards[0]).toContain('challenge-wrong in one answer Disarm')
  expect(cards[1]).toContain('Off.')
})

it('disarms one fault of a page from its card, and keeps the focus there', async () => {
  const origin = 'https://shop.example'
  const armedFaults = [
    { id: 'uv-not-set', left: 2, origin: null },
    { id: 'challenge-wrong', left: 1, origin },
  ] as const
  const fake = await mountWindow({
    app: appState({ armedFaults }),
    pages: [pairedPage({ origin })],
  })
  await goTo('Pages')
  const [disarm, ...others] = document.querySelectorAll<HTMLElement>('.page-faults li button')
  expect(others).toEqual([])
  disarm?.focus()
  await click(disarm ?? document.body)

  expect(fake.callsOf('disarmFault')).toEqual([['challenge-wrong', origin]])
  expect(text(find('.page-faults'))).toContain('Off.')
  expect(text(document.activeElement ?? undefined)).toBe('Answer wrongly…')
})

it('stays open if the fault cannot be armed', async () => {
  const fake = await mountWindow({ pages: [pairedPage()] })
  fake.fail('armFault', 'Not now.')
  await goTo('Pages')
  await click(button('Answer wrongly…'))
  await choose('challenge-wrong')
  await click(button('Arm'))

  expect(document.querySelector('[role=dialog]')).not.toBeNull()
})

it('arms no fault without a choice, or for no answer', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  await click(button('Arm'))
  await choose('uv-not-set')
  await type(find('.settings-faults input[type=number]') as HTMLInputElement, '0')
  await click(button('Arm'))

  expect(fake.callsOf('armFault')).toEqual([])
})

it('shows in Activity what a fault changed from what', async () => {
  const changes = [{ what: 'flags', from: '0x1d', to: '0x19' }]
  const entry = activityEntry({ fault: { id: 'uv-not-set', changes } })
  await mountWindow({ activity: [entry] })
  await goTo('Activity')
  await click(find('[data-entry-id]'))

  const shown = text(find('.activity-fault'))
  expect(shown).toContain('uv-not-set')
  expect(shown).toMatch(/flags\s*0x1d\s*→\s*0x19/)
})

it('takes the authenticator offline in the settings, and says so in every view until it is back', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  await click(find('[role=switch][aria-label="Authenticator offline"]'))
  expect(fake.callsOf('setOffline')).toEqual([[true]])
  for (const view of ['Pages', 'Activity', 'Settings', 'Passkeys']) {
    await goTo(view)
    expect(text(find('.app-banner'))).toContain('The authenticator is offline')
  }

  await click(button('Bring it back'))

  expect(fake.callsOf('setOffline').at(-1)).toEqual([false])
  expect(document.querySelector('.app-banner')).toBeNull()
})
