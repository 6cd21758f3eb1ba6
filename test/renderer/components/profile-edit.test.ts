// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { profileSummary } from '../../support/window-data'
import {
  button,
  buttons,
  click,
  field,
  find,
  goTo,
  press,
  settle,
  text,
  type,
} from '../../support/window-parts'

async function open(initial: Parameters<typeof mountWindow>[0] = {}, name = 'Edit a copy…') {
  const fake = await mountWindow(initial)
  await goTo('Settings')
  await click(button(name))
  const lastDraft = (call: 'checkProfile' | 'saveProfile' = 'checkProfile') =>
    fake.callsOf(call).at(-1)?.[0] as { readonly changes: unknown }
  return { fake, lastDraft }
}

const dialog = () => document.querySelector('[role=dialog]')
const row = (label: string) => {
  const rows = Array.from(document.querySelectorAll<HTMLElement>('.profile-field'))
  const found = rows.find((one) => text(one.querySelector('.name') ?? undefined) === label)
  if (!found) throw new Error(`no field is called ${label}`)
  return found
}
const inRow = (label: string, what: string) => {
  const found = row(label).querySelector<HTMLInputElement>(what)
  if (!found) throw new Error(`${label} has no ${what}`)
  return found
}

async function select(element: HTMLElement, value: string): Promise<void> {
  ;(element as HTMLSelectElement).value = value
  element.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}

it('shows each value with who knows it', async () => {
  const { fake } = await open()

  expect(fake.callsOf('editProfile')).toEqual([['latchkey', 'copy']])
  expect(text(row('AAGUID'))).toContain(
    'Measured: The AAGUID is Bitwarden’s. (public test fixtures)',
  )
  expect(text(row('Attachment'))).toContain('Unknown: Latchkey’s default applies.')
  expect(text(row('Bytes'))).toContain('Latchkey’s default.')
  expect(field('AAGUID').value).toBe('d548826e-79b4-db40-a3d8-11116f7e8349')
  expect(document.activeElement).toBe(field('Name'))
})

it('sends only the changes in each kind of field', async () => {
  const { lastDraft } = await open()

  await click(inRow('Backed up', '[role=switch]'))
  await select(inRow('Attachment', 'select'), 'cross-platform')
  await type(field('Bytes'), '64')
  await click(button('Move hybrid up'))
  await select(inRow('Transports', 'select'), 'usb')
  await click(inRow('Algorithms', 'label:nth-of-type(3) input'))
  await type(field('AAGUID'), ' x ')
  await select(inRow('Signature counter', 'select'), 'fixed')
  await type(inRow('Signature counter', 'input'), '7')
  await type(inRow('Transports by RP ID', 'textarea'), 'a.example: usb, nfc\nb.example')
  await type(inRow('RP IDs that learn the shortest PIN', 'textarea'), 'a.example\nb.example')
  await type(field('Room for discoverable passkeys'), '25')

  expect(lastDraft()).toEqual({
    base: 'latchkey',
    edit: 'copy',
    id: 'bitwarden-copy',
    title: 'Bitwarden (browser extension), copy',
    summary: 'A copy of Bitwarden (browser extension).',
    changes: {
      backedUp: false,
      attachment: 'cross-platform',
      'credentialId.bytes': 64,
      transports: ['hybrid', 'internal', 'usb'],
      algorithms: [-7, -257],
      aaguid: 'x',
      counter: { fixed: 7 },
      transportsByRpId: { 'a.example': ['usb', 'nfc'], 'b.example': [] },
      'minPinLength.rpIds': ['a.example', 'b.example'],
      'limits.passkeys': 25,
    },
  })
})

it('forgets a change that is undone, by hand or by its button', async () => {
  const { lastDraft } = await open()
  await type(field('Bytes'), '64')
  expect(text(row('Bytes'))).toContain('Set by hand. Before: 16.')
  await type(field('Bytes'), '16')
  expect(lastDraft().changes).toEqual({})

  await click(button('Remove hybrid'))
  expect(lastDraft().changes).toEqual({ transports: ['internal'] })
  await click(button('Undo the change of Transports'))
  expect(lastDraft().changes).toEqual({})

  await type(field('Bytes'), '')
  await click(inRow('Backed up', '[role=switch]'))
  expect(lastDraft().changes).toEqual({ 'credentialId.bytes': null, backedUp: false })
  await click(button('Undo all'))
  expect(lastDraft().changes).toEqual({})
  expect(field('Bytes').value).toBe('16')
})

it('says at each field why values cannot go together, and leads to the first', async () => {
  const reason = 'credentialId.bytes does not fit its form'
  const { fake } = await open({
    profileFaults: [{ fields: ['credentialId.bytes', 'aaguid'], reason }],
  })
  await type(field('Bytes'), '64')

  expect(text(row('Bytes'))).toContain(reason)
  expect(text(row('AAGUID'))).toContain(reason)
  expect(field('Bytes').getAttribute('aria-invalid')).toBe('true')
  expect(text(find('[role=dialog]'))).toContain('One thing is wrong.')

  await click(button('Save'))
  expect(dialog()).not.toBeNull()
  expect(document.activeElement).toBe(field('AAGUID'))
  expect(fake.state.profiles.some(({ own }) => own)).toBe(false)
})

it('saves a copy, which a button of the notice chooses', async () => {
  const { fake, lastDraft } = await open()
  await type(field('Name'), 'Mine')
  await type(field('Id'), 'mine')
  await click(button('Save'))

  expect(lastDraft('saveProfile')).toMatchObject({ id: 'mine', title: 'Mine', changes: {} })
  expect(dialog()).toBeNull()
  expect(text(find('.settings-authenticator optgroup'))).toBe('Mine')
  await click(button('Use it'))
  expect(fake.state.app.authenticator.profile).toBe('mine')
})

it('asks about unsaved changes, and about nothing else', async () => {
  await open()
  await click(button('Cancel'))
  expect(dialog()).toBeNull()

  await click(button('Edit a copy…'))
  await type(field('Name'), 'Mine')
  await press('Escape')
  expect(text(find('[role=dialog]'))).toContain('Discard your changes?')
  expect(document.activeElement).toBe(button('Keep editing'))
  await press('Escape')
  expect(buttons('Discard')).toEqual([])
  expect(field('Name').value).toBe('Mine')

  await click(button('Cancel'))
  await click(button('Discard'))
  expect(dialog()).toBeNull()
})

it('edits a profile of the user’s in its place, and exports it', async () => {
  const acme = profileSummary({ id: 'acme', title: 'Acme Passwords', own: true })
  const { fake } = await open({ profiles: [profileSummary(), acme] }, 'Edit…')
  expect(fake.callsOf('editProfile')).toEqual([['acme', 'itself']])
  expect(field('Id').readOnly).toBe(true)
  await click(button('Cancel'))

  await click(button('Export…'))
  expect(fake.callsOf('exportProfile')).toEqual([['acme']])
  expect(text(find('[aria-live=polite]'))).toContain('Acme Passwords was exported to')
})

it('says why a profile cannot be edited', async () => {
  const fake = await mountWindow()
  fake.fail('editProfile', 'there is no such profile')
  await goTo('Settings')
  await click(button('Edit a copy…'))

  expect(text(find('[role=dialog] [role=alert]'))).toBe('there is no such profile')
})
