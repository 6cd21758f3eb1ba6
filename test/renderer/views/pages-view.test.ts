// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import { button, buttons, click, find, goTo, settle, text } from '../../support/window-parts'
import { appState, NOON, pairedPage } from '../../support/window-data'

async function open(initial: Parameters<typeof mountWindow>[0] = {}): Promise<FakeMain> {
  const fake = await mountWindow(initial)
  await goTo('Pages')
  return fake
}

const main = () => text(find('main'))
const toggle = (name: string) => find('[role=switch][aria-label="' + name + '"]')

it('says where the bridge listens, and switches it off', async () => {
  const fake = await open()
  expect(main()).toContain('Listening on 127.0.0.1:47801 and [::1]:47801')
  expect(toggle('Bridge').getAttribute('aria-checked')).toBe('true')

  await click(toggle('Bridge'))

  expect(fake.callsOf('setBridgeEnabled')).toEqual([[false]])
  expect(toggle('Bridge').getAttribute('aria-checked')).toBe('false')
  expect(main()).toContain('No page can reach Latchkey')
})

it('stays as it was when the bridge cannot be switched, and says why', async () => {
  const fake = await open()
  fake.fail('setBridgeEnabled', 'Not now.')

  await click(toggle('Bridge'))

  expect(toggle('Bridge').getAttribute('aria-checked')).toBe('true')
  expect(text(find('[aria-live=polite]'))).toContain('Not now.')
})

it('says what is wrong with the bridge', async () => {
  await open({
    app: appState({
      bridge: {
        enabled: true,
        port: null,
        addresses: [],
        problem: 'No port is free. Close one.',
        scriptIntegrity: 'sha384-AAAA',
      },
    }),
  })

  expect(text(find('[role=alert]'))).toBe('No port is free. Close one.')
})

it('teaches how to connect the first page', async () => {
  await open()

  expect(main()).toContain('No page is connected')
  expect(main()).toContain('<script src="http://127.0.0.1:47801/latchkey.js"></script>')
})

it('lists the pages that may ask, with their terms', async () => {
  await open({ pages: [pairedPage({ connected: 2, expiresAt: null })] })

  expect(main()).toContain('https://example.org')
  expect(main()).toContain('Connected now in 2 tabs')
  expect(main()).toContain('Until Latchkey quits')
  expect(main()).toContain('Never used')
})

it('teaches how to connect another page', async () => {
  await open({ pages: [pairedPage()] })

  expect(text(find('details'))).toContain('Connect another page')
  expect(text(find('details'))).toContain(
    '<script src="http://127.0.0.1:47801/latchkey.js"></script>',
  )
})

it('revokes a page after asking', async () => {
  const fake = await open({ pages: [pairedPage()] })
  await click(button('Revoke'))
  expect(text(find('[role=alertdialog]'))).toContain('https://example.org')
  expect(document.activeElement).toBe(button('Cancel'))

  await click(button('Revoke page'))

  expect(fake.callsOf('forgetPage')).toEqual([['https://example.org']])
  expect(main()).toContain('No page is connected')
})

it('revokes nothing when the user thinks better of it', async () => {
  const fake = await open({ pages: [pairedPage()] })
  await click(button('Revoke'))

  await click(button('Cancel'))

  expect(fake.callsOf('forgetPage')).toEqual([])
  expect(document.querySelector('[role=alertdialog]')).toBeNull()
})

it('asks no longer about a page that is gone, even when it is back', async () => {
  const fake = await open({ pages: [pairedPage()] })
  button('Revoke').focus()
  await click(button('Revoke'))

  for (const pages of [[], [pairedPage()]]) {
    fake.state.pages = pages
    fake.emit('pagesChanged', undefined)
    await settle()
    expect(document.querySelector('[role=alertdialog]')).toBeNull()
    expect(document.activeElement).toBe(find('h1'))
  }
})

it('takes the user for signed in until a time, and takes that back', async () => {
  const page = pairedPage()
  const fake = await open({ pages: [page] })
  expect(toggle('Just signed in').getAttribute('aria-checked')).toBe('false')

  await click(toggle('Just signed in'))
  expect(toggle('Just signed in').getAttribute('aria-checked')).toBe('true')
  expect(main()).toMatch(/Until \d\d:\d\d, the page’s next automatic upgrade/)

  await click(toggle('Just signed in'))
  expect(main()).toContain('Off. Switch on as if you had just signed in with a password')
  expect(fake.callsOf('setJustSignedIn')).toEqual([
    [page.origin, true],
    [page.origin, false],
  ])
})

it('does not take the user for signed in once the time is over', async () => {
  await open({ pages: [pairedPage({ upgradeUntil: Date.now() - 1 })] })

  expect(toggle('Just signed in').getAttribute('aria-checked')).toBe('false')
})

it('lets a page answer by itself, and marks it', async () => {
  const fake = await open({ pages: [pairedPage()] })

  await click(toggle('Auto-approve'))

  expect(fake.callsOf('setAnswersByItself')).toEqual([['https://example.org', true]])
  expect(main()).toContain(
    'Latchkey approves its requests without asking you, until Latchkey quits.',
  )
  expect(document.querySelectorAll('main .badge.warning')).toHaveLength(1)
})

it('lists blocked pages apart, and clears a block', async () => {
  const blocked = pairedPage({ origin: 'https://ads.example', status: 'blocked' })
  const fake = await open({ pages: [blocked] })
  expect(main()).toContain('Blocked pages')
  expect(buttons('Revoke')).toEqual([])

  await click(button('Unblock'))

  expect(fake.callsOf('forgetPage')).toEqual([['https://ads.example']])
  expect(main()).not.toContain('Blocked pages')
})

it('follows pages that come and go', async () => {
  const fake = await open()

  fake.state.pages = [pairedPage()]
  fake.emit('pagesChanged', undefined)
  await settle()

  expect(buttons('Revoke')).toHaveLength(1)
})

const policy = () => find('.page-policy select') as HTMLSelectElement

async function choosePolicy(value: string): Promise<void> {
  policy().value = value
  policy().dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}

it('says which policy a page’s signals meet, and gives it one of its own', async () => {
  const fake = await open({ pages: [pairedPage({ defaultPolicy: 'delete' })] })
  expect(policy().selectedOptions[0]?.textContent).toBe('Default (Delete)')
  expect(main()).toContain('Signals move passkeys to the trash')

  await choosePolicy('google-password-manager')
  expect(fake.callsOf('setPageSignalPolicy')).toEqual([
    ['https://example.org', 'google-password-manager'],
  ])
  expect(main()).toContain('keep names that you edited')
  await click(button('Undo'))

  expect(fake.callsOf('setPageSignalPolicy').at(-1)).toEqual(['https://example.org', null])
  expect(policy().value).toBe('')
})

it('says which provider a page meets, with what is unknown, and gives it another', async () => {
  const fake = await open({ pages: [pairedPage()] })
  const provider = () => find('.profile-select select') as HTMLSelectElement
  expect(provider().selectedOptions[0]?.textContent).toBe('Default (Latchkey)')
  expect(main()).toContain('A synced passkey.')

  provider().value = 'yubikey-4'
  provider().dispatchEvent(new Event('change', { bubbles: true }))
  await settle()

  expect(fake.callsOf('setPageProfile')).toEqual([['https://example.org', 'yubikey-4']])
  expect(main()).toContain('2 facts are unknown (signals, excluded)')
})

it('goes back to the policy that the page has when another cannot be set', async () => {
  const fake = await open({ pages: [pairedPage({ signalPolicy: 'delete' })] })
  fake.fail('setPageSignalPolicy', 'The disk is full.')

  await choosePolicy('spec')

  expect(text(find('[aria-live=polite]'))).toContain('The disk is full.')
  expect(policy().value).toBe('delete')
})

it('shows in the settings what each policy does', async () => {
  const scroll = vi.fn()
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(scroll)
  await open({ pages: [pairedPage()] })

  await goTo('What each policy does')

  expect(text(find('h1'))).toBe('Settings')
  expect(text(document.activeElement ?? undefined)).toBe('Signals')
  expect(scroll).toHaveBeenCalledOnce()
})

it('says how many changes a page’s signals may still make', async () => {
  const signalQuota = { left: 7, of: 10, nextInMs: 100_000 }
  await open({ pages: [pairedPage({ signalPolicy: 'google-password-manager', signalQuota })] })

  expect(main()).toContain('7 of 10 changes left, one more in 1:40')
})

it('gives a blocked page no policy', async () => {
  await open({ pages: [pairedPage({ status: 'blocked' })] })

  expect(document.querySelector('main select')).toBeNull()
})

const folded = () =>
  Array.from(document.querySelectorAll('.page-row .toggle'), (one) =>
    one.getAttribute('aria-expanded'),
  )
const second = { ...pairedPage(), origin: 'https://shop.example' }

it('has one line for each of several pages, with what differs from other pages', async () => {
  await open({
    app: appState({ armedFaults: [{ id: 'signature-flipped', left: 1, origin: second.origin }] }),
    pages: [
      pairedPage({ answersByItself: true, lastUsedAt: NOON }),
      { ...second, signalPolicy: 'delete', profile: 'yubikey-4', upgradeUntil: NOON + 8.64e15 / 2 },
    ],
  })

  expect(folded()).toEqual(['false', 'false'])
  expect(document.querySelector('.page-settings')).toBeNull()
  const [first, other] = Array.from(document.querySelectorAll('.page-row'), (one) => text(one))
  expect(first).toMatch(/https:\/\/example\.org ?auto-approved ?Connected now ?No passkeys ?Used/)
  expect(other).toContain('Signals: Delete')
  expect(other).toContain('YubiKey 4')
  expect(other).toContain('Signed in until')
  expect(other).toContain('1 fault')
})

it('unfolds a page, and keeps it so in another view and when a page comes', async () => {
  const fake = await open({ pages: [pairedPage(), second] })
  await click(find('.page-row .toggle'))
  expect(folded()).toEqual(['true', 'false'])
  expect(buttons('Revoke')).toHaveLength(1)

  await goTo('Activity')
  await goTo('Pages')
  fake.state.pages = [...fake.state.pages, pairedPage({ origin: 'https://third.example' })]
  fake.emit('pagesChanged', undefined)
  await settle()

  expect(folded()).toEqual(['true', 'false', 'false'])
  await click(find('.page-row .toggle'))
  expect(folded()).toEqual(['false', 'false', 'false'])
})

it('begins with the only page unfolded, which stays so when another comes', async () => {
  const fake = await open({ pages: [pairedPage()] })
  expect(folded()).toEqual(['true'])

  fake.state.pages = [...fake.state.pages, second]
  fake.emit('pagesChanged', undefined)
  await settle()

  expect(folded()).toEqual(['true', 'false'])
})
