// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  buttons,
  choose,
  click,
  field,
  find,
  goTo,
  press,
  settle,
  text,
  type,
} from '../../support/window-parts'
import { appState } from '../../support/window-data'

it('changes the appearance', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(field('System').checked).toBe(true)

  await choose(field('Dark'))

  expect(fake.callsOf('setAppearance')).toEqual([['dark']])
  expect(document.documentElement.dataset.appearance).toBe('dark')
})

it('chooses when the vault is locked without a command', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(field('Never').checked).toBe(true)

  await choose(field('15 min'))
  await click(find('[role=switch][aria-label="Lock when you are away"]'))

  expect(fake.callsOf('setAutoLock')).toEqual([
    [{ lockWhenAway: false, lockAfterMinutes: 15 }],
    [{ lockWhenAway: true, lockAfterMinutes: 15 }],
  ])
})

it('returns to the current time if another cannot be set', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  fake.fail('setAutoLock', 'The disk is full.')
  await choose(field('5 min'))
  expect(field('Never').checked).toBe(true)
})

it('chooses who signs packed attestation, and whether transports are honoured', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(radio('self').checked).toBe(true)

  await choose(radio('x5c'))
  await click(find('[role=switch][aria-label="Honour transports"]'))

  expect(fake.callsOf('setPackedAttestation')).toEqual([['x5c']])
  expect(fake.callsOf('setTransports')).toEqual([['ignored']])
  expect(text(find('main'))).toContain('Off: Latchkey offers each passkey that a page lists')
})

it('chooses what immediate sign-in does', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(radio('unsupported').checked).toBe(true)

  await choose(radio('private-window'))

  expect(fake.callsOf('setImmediateGet')).toEqual([['private-window']])
  expect(radio('private-window').checked).toBe(true)
})

it('chooses the provider, and says what is unknown of it', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  const provider = find('.profile-select select') as HTMLSelectElement
  expect(provider.value).toBe('latchkey')

  provider.value = 'bitwarden'
  provider.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()

  expect(fake.callsOf('setProfile')).toEqual([['bitwarden']])
  expect(text(find('main'))).toContain(
    'Excluded: NotAllowedError. Latchkey knows 2 facts about this provider, read in its source code. One fact is unknown (attachment)',
  )
})

it('returns to the current attestation if the other cannot be set', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  fake.fail('setPackedAttestation', 'The disk is full.')

  await choose(radio('x5c'))

  expect(radio('self').checked).toBe(true)
  expect(text(find('[aria-live=polite]'))).toContain('The disk is full.')
})

it('saves the RP IDs with enterprise attestation, and says what is wrong with one', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(button('Save the list').getAttribute('aria-disabled')).toBe('true')

  await typeRpIds('https://example.org')
  expect(text(find('.settings-enterprise [role=alert]'))).toContain('is not an RP ID')
  expect(fake.callsOf('setEnterpriseRpIds')).toEqual([])

  await typeRpIds('Example.org\nshop.example')
  expect(fake.callsOf('setEnterpriseRpIds')).toEqual([[['example.org', 'shop.example']]])
  expect(document.querySelector('.settings-enterprise [role=alert]')).toBeNull()
})

const radio = (value: string) =>
  find(`.settings-authenticator input[value=${value}]`) as HTMLInputElement

async function typeRpIds(list: string): Promise<void> {
  const area = find('.settings-enterprise textarea') as HTMLTextAreaElement
  area.value = list
  area.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
  find('.settings-enterprise').dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
}

it('keeps what was typed and not saved while another view is shown', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  const area = () => find('.settings-enterprise textarea') as HTMLTextAreaElement
  area().value = 'example.org'
  area().dispatchEvent(new Event('input', { bubbles: true }))
  await type(field('Port'), '60000')

  await goTo('Activity')
  await goTo('Settings')
  expect([area().value, field('Port').value]).toEqual(['example.org', '60000'])

  find('.settings-enterprise').dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
  expect(fake.callsOf('setEnterpriseRpIds')).toEqual([[['example.org']]])
})

it('locks the vault', async () => {
  const fake = await mountWindow()
  await goTo('Settings')

  await click(button('Lock the vault'))

  expect(fake.callsOf('lockVault')).toEqual([[]])
  expect(text(find('h1'))).toBe('The vault is locked')
})

it('says where the data is', async () => {
  await mountWindow()
  await goTo('Settings')

  expect(text(find('main'))).toContain('/home/ada/.config/Latchkey')
})

it('says that a vault in memory is kept nowhere', async () => {
  const vault = { state: 'open', sealedBy: 'memory', readOnly: null, warning: null } as const
  await mountWindow({ app: appState({ vault }) })
  await goTo('Settings')

  expect(text(find('main'))).toContain('everything is lost when Latchkey quits')
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

it.each([
  ['Root certificate', 'root'],
  ['Metadata statement', 'statement'],
  ['Metadata statement for U2F', 'u2f-statement'],
  ['Metadata BLOB', 'blob'],
])('saves the %s, and says where it is', async (title, kind) => {
  const fake = await mountWindow()
  await goTo('Settings')

  await click(button(`Save ${title}`))

  expect(fake.callsOf('saveAttestationFile')).toEqual([[kind]])
  expect(text(find('[aria-live=polite]'))).toContain(`${title} saved to /home/ada/latchkey`)
})

it('says nothing when the user saved no file after all', async () => {
  await mountWindow({ savedTo: null })
  await goTo('Settings')

  await click(button('Save Root certificate'))

  expect(text(find('[aria-live=polite]'))).not.toContain('saved')
})

it('says why a file could not be saved', async () => {
  const fake = await mountWindow()
  fake.fail('saveAttestationFile', 'Nothing could be written to /root. Choose another place.')
  await goTo('Settings')

  await click(button('Save Metadata BLOB'))

  expect(text(document.body)).toContain(
    'Metadata BLOB could not be saved: Nothing could be written to /root.',
  )
})

it('asks where to save one file at a time', async () => {
  const fake = await mountWindow()
  fake.silence('saveAttestationFile')
  await goTo('Settings')

  await click(button('Save Root certificate'))
  await click(button('Save Metadata BLOB'))

  expect(fake.callsOf('saveAttestationFile')).toEqual([['root']])
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

const policy = (value: string) =>
  find(`.settings-signals input[value=${value}]`) as HTMLInputElement

it('changes what signals do for all pages, and takes it back', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(policy('spec').checked).toBe(true)

  await choose(policy('google-password-manager'))
  expect(fake.callsOf('setSignalPolicy')).toEqual([['google-password-manager']])
  expect(text(find('[aria-live=polite]'))).toContain(
    'Signals of all pages: Google Password Manager',
  )
  await click(button('Undo'))

  expect(fake.callsOf('setSignalPolicy').at(-1)).toEqual(['spec'])
  expect(policy('spec').checked).toBe(true)
})

it('stays with the policy that it has when another cannot be set', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  fake.fail('setSignalPolicy', 'The disk is full.')

  await choose(policy('google-password-manager'))

  expect(text(find('[aria-live=polite]'))).toContain('The disk is full.')
  expect(policy('spec').checked).toBe(true)
})

it('tells of all choices on the way by one notice, which takes them back together', async () => {
  const fake = await mountWindow()
  await goTo('Settings')

  await choose(policy('google-password-manager'))
  await choose(policy('delete'))
  expect(buttons('Undo')).toHaveLength(1)
  expect(text(find('[aria-live=polite]'))).toContain('Signals of all pages: Delete')
  await press('z', { ctrlKey: true })

  expect(fake.callsOf('setSignalPolicy').at(-1)).toEqual(['spec'])
  expect(policy('spec').checked).toBe(true)
})

it('tells of nothing once the choice is what it was', async () => {
  await mountWindow()
  await goTo('Settings')

  await choose(policy('google-password-manager'))
  await choose(policy('spec'))

  expect(buttons('Undo')).toEqual([])
})

async function changePort(port: string): Promise<void> {
  await type(field('Port'), port)
  find('.bridge-port').dispatchEvent(new Event('submit', { cancelable: true }))
  await settle()
}

it('changes the port of the bridge, and says what pages have to load', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  expect(field('Port').value).toBe('47801')

  await changePort('47900')

  expect(fake.callsOf('setBridgePort')).toEqual([[47_900]])
  expect(text(find('.bridge-port'))).toContain('http://127.0.0.1:47900/latchkey.js')
})

it.each(['80', '65536', '47801.5', 'http', ''])('refuses the port “%s”', async (port) => {
  const fake = await mountWindow()
  await goTo('Settings')

  await changePort(port)

  expect(fake.callsOf('setBridgePort')).toEqual([])
  expect(text(find('.bridge-port [role=alert]'))).toContain('from 1024 to 65535')
})

it('says which port the bridge has where another program has the chosen one', async () => {
  const { bridge } = appState()
  await mountWindow({ app: appState({ bridge: { ...bridge, port: 47_802 } }) })
  await goTo('Settings')

  expect(text(find('.bridge-port'))).toContain(
    'Another program uses port 47801. The bridge listens on 47802.',
  )
})

it('starts at login, if the system can start Latchkey', async () => {
  const fake = await mountWindow()
  await goTo('Settings')
  await click(find('[role=switch][aria-label="Start Latchkey when you log in"]'))
  expect(fake.callsOf('setStartsAtLogin')).toEqual([[true]])

  fake.emit('appStateChanged', appState({ startsAtLogin: null }))
  await settle()
  expect(text(find('main'))).not.toContain('when you log in')
})

it('leads to each section by the side list', async () => {
  await mountWindow()
  await goTo('Settings')
  const links = [...document.querySelectorAll<HTMLElement>('[aria-label=Settings] a')]
  const headings = [...document.querySelectorAll<HTMLElement>('main h2')]
  expect(links.map((one) => text(one))).toEqual(headings.map((one) => text(one)))

  await click(links.at(-1)!)

  expect(document.activeElement).toBe(headings.at(-1))
  expect(links.at(-1)?.getAttribute('aria-current')).toBe('location')
})

it('begins each section in the same way: a noun, and a sentence that says what it is about', async () => {
  await mountWindow()
  await goTo('Settings')
  const headings = [...document.querySelectorAll<HTMLElement>('main h2')]

  expect(headings.length).toBeGreaterThan(10)
  for (const { parentElement: section } of headings) {
    const [heading, about] = section!.children
    expect([heading?.tagName, about?.tagName]).toEqual(['H2', 'P'])
    expect(text(heading as HTMLElement)).toMatch(/^[A-Z][a-z]+( [a-z]+)?$/)
    expect(text(about as HTMLElement)).toMatch(/\.$/)
  }
})
