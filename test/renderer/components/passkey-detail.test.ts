// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Rename } from '../../../src/shared/passkey'
import type { FakeMain } from '../../support/fake-main'
import { dayLabel } from '../../../src/renderer/support/times'
import { mountWindow } from '../../support/mounted-window'
import { button, buttons, click, find, press, row, settle, text } from '../../support/window-parts'
import { passkeyFacts } from '../../support/passkey-facts'
import { activityEntry, NOON, passkeySummary, renameEntry } from '../../support/window-data'

const names = (userDisplayName: string) => ({ userName: 'ada@example.org', userDisplayName })
const by = { origin: 'https://login.example.org', entryId: null }

const renames: Rename[] = [
  { at: NOON, by: 'page', ...by, entryId: 'newest', before: names('B'), after: names('A') },
  { at: NOON - 1, by: 'user', origin: null, entryId: null, before: names('C'), after: names('B') },
  { at: NOON - 2, by: 'undo', ...by, before: names('D'), after: names('C') },
  { at: NOON - 3, by: 'page', ...by, entryId: 'undone', before: names('C'), after: names('D') },
  { at: NOON - 4, by: 'page', ...by, entryId: 'forgotten', before: names('E'), after: names('C') },
]

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow({
    passkeys: [passkeySummary({ ...names('A'), renames }), passkeySummary({ id: 'other' })],
    activity: [
      renameEntry({ id: 'newest' }),
      activityEntry({ id: 'undo', kind: 'undo', undoes: 'undone' }),
      renameEntry({ id: 'undone' }),
    ],
  })
  await click(row('AQID'))
})

const lines = () => Array.from(document.querySelectorAll('.passkey-trail-line'), (one) => text(one))

async function put(fields: Parameters<typeof passkeySummary>[0]): Promise<void> {
  fake.state.passkeys = [passkeySummary(fields)]
  fake.emit('passkeysChanged', null)
  await settle()
}

it('shows the latest change of names, and all of them on demand', async () => {
  expect(lines()).toHaveLength(1)
  expect(lines()[0]).toMatch(/B → became A ?https:\/\/login\.example\.org/)

  await click(button('Show all (5)'))

  expect(lines()).toHaveLength(5)
  expect(lines()[1]).toMatch(/C → became B ?You renamed it/)
  expect(lines()[2]).toMatch(/D → became C ?You undid a signal/)
  expect(Array.from(document.querySelectorAll('.passkey-trail h4'), (one) => text(one))).toEqual([
    dayLabel(NOON, Date.now()),
  ])
  expect(button('Show only the latest').getAttribute('aria-expanded')).toBe('true')
})

it('marks the part of a name that changed', async () => {
  const rename = {
    at: NOON,
    by: 'page',
    ...by,
    before: names('Ada Byron'),
    after: names('Ada King'),
  }
  await put({ renames: [rename as Rename] })

  expect(text(find('.passkey-trail del'))).toBe('Byron')
  expect(text(find('.passkey-trail ins'))).toBe('King')
})

it('undoes a signal that is in the record and was not undone yet', async () => {
  await click(button('Show all (5)'))
  expect(lines().map((line) => [line.includes('Undo'), line.includes('undone')])).toEqual([
    [true, false],
    [false, false],
    [false, false],
    [false, true],
    [false, false],
  ])

  await click(button('Undo this change'))

  expect(fake.callsOf('undoSignal')).toEqual([['newest']])
  expect(buttons('Undo this change')).toEqual([])
  expect(text(find('[aria-live=polite]'))).toContain('You took it back.')
})

it('shows the trail of another passkey closed again', async () => {
  fake.state.passkeys = fake.state.passkeys.map((one) => ({ ...one, renames }))
  fake.emit('passkeysChanged', null)
  await click(button('Show all (5)'))

  await click(row('other'))

  expect(lines()).toHaveLength(1)
})

it('says what the site calls a passkey that was edited, and follows the site again', async () => {
  await put({ edited: { userName: '', userDisplayName: 'A. Lovelace' } })
  expect(text(find('.passkey-edited-names'))).toContain('The site’s name is “A. Lovelace”')
  expect(text(find('.passkey-edited-names'))).toContain('The site sends no user name')

  await click(button('Use the site’s names'))

  expect(fake.callsOf('followSite')).toEqual([['AQID']])
  expect(document.querySelector('.passkey-edited-names')).toBeNull()
  expect(text(find('.passkey-detail h2'))).toBe('A. Lovelace')
})

it('tells on the badge what the site calls it', async () => {
  await put({ edited: { userName: null, userDisplayName: 'A. Lovelace' } })

  expect(find('.passkey-detail .badge').title).toBe(
    'You edited the display name. The site’s display name is “A. Lovelace”.',
  )
})

it('hides and shows again by one button, which keeps the focus', async () => {
  button('Hide').focus()
  await click(button('Hide'))
  expect(text(find('.hidden-note'))).toContain('You hid it in Latchkey.')
  expect(text(document.activeElement!)).toBe('Show again')

  await click(document.activeElement as HTMLElement)

  expect(fake.callsOf('showPasskeys')).toEqual([[['AQID']]])
  expect(buttons('Hide')).toHaveLength(1)
})

it('undoes hiding by Ctrl+Z', async () => {
  await click(button('Hide'))

  await press('z', { ctrlKey: true }, document.body)

  expect(fake.callsOf('showPasskeys')).toEqual([[['AQID'], 'left-by-user']])
})

it('has a key for what its buttons do, and says which', async () => {
  expect([button('Rename').title, button('Hide').title]).toEqual([
    'Rename (F2)',
    'Hide this passkey from pages (Ctrl+Shift+H)',
  ])

  await press('H', { ctrlKey: true, shiftKey: true }, button('Rename'))
  expect(fake.callsOf('hidePasskeys')).toEqual([[['AQID']]])

  await press('F2', {}, button('Rename'))
  expect(text(find('[role=dialog]'))).toContain('Only changes the name in Latchkey.')
})

it('hides by Ctrl+Shift+H in the list, and the next row takes the focus', async () => {
  row('AQID').focus()

  await press('H', { ctrlKey: true, shiftKey: true })

  expect(fake.callsOf('hidePasskeys')).toEqual([[['AQID']]])
  expect((document.activeElement as HTMLElement).dataset.passkeyId).toBe('other')
})

it('marks a name that a page changes while it is looked at, and calms down', async () => {
  vi.useFakeTimers({ now: NOON })
  fake.signal(renameEntry({ id: 'now' }))
  await settle()
  const marked = () => Array.from(document.querySelectorAll('.passkey-detail .fresh'))
  expect(marked().map(({ tagName }) => tagName)).toEqual(['H2', 'LI'])

  vi.advanceTimersByTime(8000)
  await settle()

  expect(marked()).toEqual([])
})

it('shows names of 64 kB cut, with the new one in sight, and hostile ones as text', async () => {
  const name = '<img src=x>\0\u202e\ud83d'.padEnd(65_536, 'W')
  const rename = { at: NOON, by: 'page', ...by, before: names(name), after: names('A') } as const
  await put({ renames: [rename], edited: { userName: name, userDisplayName: name } })

  expect(document.querySelector('img')).toBeNull()
  expect(lines()[0]).toMatch(/^display name: <img src=x>␀\[U\+202E\]\ufffdW+… → became A ?https/)
  expect(text(find('.passkey-edited-names')).length).toBeLessThan(1400)
})

const fact = (label: string) =>
  Array.from(document.querySelectorAll('.fact-row'))
    .find((one) => one.querySelector('dt')?.textContent === label)
    ?.querySelector('dd')?.textContent

it('says as which provider the passkey was made, and that no user was verified', async () => {
  const profile = { id: 'keepassxc-2.7.12', title: 'KeePassXC 2.7.12' }
  await put({ ...names('A'), profile, verificationClaimed: true })

  expect(fact('Made as')).toBe('KeePassXC 2.7.12')
  expect(fact('User verification')).toBe('Claimed, no user was verified')

  await put({ ...names('A'), profile: null, verificationClaimed: false })

  expect([fact('Made as'), fact('User verification')]).toEqual([undefined, undefined])
})

it('says whether the passkey was offered in a recorded sign-in', async () => {
  fake.emit('activityAdded', activityEntry({ id: 'sign-in', at: NOON + 1 }))
  await settle()
  const select = find('.offer-for-passkey select') as HTMLSelectElement
  select.value = 'sign-in'
  select.dispatchEvent(new Event('change'))
  await settle()

  expect(fake.callsOf('whyNotOffered')).toEqual([['sign-in', 'AQID']])
})

describe('the facts', () => {
  const copied = (label: string) => click(button(label))

  it('have a button that copies each of them, the names in the head too', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await put({ userHandle: 'YWRh', rpName: 'Example Ltd' })

    await copied('Copy the display name')
    await copied('Copy the user name')
    await copied('Copy the RP ID')
    await copied('Copy the site name')
    await copied('Copy the origin')
    await copied('Copy the credential id')
    await copied('Copy the user handle')
    await copied('Copy the handle as text')
    await copied('Copy the AAGUID')
    await copied('Copy the COSE key')
    await copied('Copy the SPKI')

    expect(write.mock.calls.flat()).toEqual([
      'Ada Lovelace',
      'ada@example.org',
      'example.org',
      'Example Ltd',
      'https://example.org',
      'AQID',
      'YWRh',
      'ada',
      passkeyFacts().attestation?.aaguid,
      passkeyFacts().publicKey?.cose,
      passkeyFacts().publicKey?.spki,
    ])
  })

  it('say each name once', async () => {
    await put({ ...names('Ada Lovelace') })
    const shown = text(find('.passkey-detail'))
    expect(shown.split('Ada Lovelace')).toHaveLength(2)
    expect(shown.split('ada@example.org')).toHaveLength(2)

    await put({ userDisplayName: '', userName: 'ada@example.org' })
    expect(text(find('.passkey-detail')).split('ada@example.org')).toHaveLength(2)
    expect(text(find('.passkey-head'))).toContain('No display name')
  })

  it('show bytes in hexadecimal, too', async () => {
    await click(find('input[name=passkey-byte-form][value=hex]'))

    expect(fact('Credential id')).toBe('010203')
    expect(fact('User handle')).toBe('09')
  })

  it('name the provider, the attestation, the transports and what the key says', () => {
    expect(fact('AAGUID')).toBe('84b9489f-93f9-48d9-a1db-39a44ab735eeLatchkey')
    expect(fact('Attestation')).toBe('packed')
    expect(fact('Transports')).toBe('internal, hybrid')
    expect([fact('kty (1)'), fact('alg (3)'), fact('crv (-1)')]).toEqual([
      'EC2 (2)',
      'ES256 (-7)',
      'P-256 (1)',
    ])
    expect(fact('x (-2)')).toBe(passkeyFacts().publicKey?.parameters[3]?.bytes)
    expect(fact('Backup')).toBe('Eligible, backed up BE 1, BS 1')
  })

  it('state unknown facts', async () => {
    fake.state.facts = { other: passkeyFacts({ publicKey: null, attestation: null }) }
    await click(row('other'))

    expect(fact('AAGUID')).toBe('Not known: imported, or made by an earlier Latchkey')
    expect(fact('Attestation')).toBe('Not known: imported, or made by an earlier Latchkey')
    expect(text(find('.passkey-detail'))).toContain('Cannot be read: the private key is damaged')
    expect(document.querySelector('.passkey-authenticator a')).toBeNull()
  })

  it('say why they could not be read, and are read again on demand', async () => {
    fake.fail('passkeyFacts', 'the vault is busy')
    await click(row('other'))
    expect(text(find('.passkey-facts [role=alert]'))).toContain('the vault is busy')

    fake.mend('passkeyFacts')
    await click(find('.passkey-facts .read-failure button'))

    expect(fact('Attestation')).toBe('packed')
  })

  it('lead to the creation of the passkey in the record', async () => {
    fake.emit('activityAdded', activityEntry({ id: 'made', kind: 'create', passkeyId: 'AQID' }))
    await settle()

    await click(find('.passkey-authenticator a'))

    expect(text(find('.entry-pane h2'))).toBe('Passkey created')
    expect(document.activeElement).toBe(find('.entry-pane h2'))
  })

  it('are all there as JSON', async () => {
    const details = find('.passkey-json details') as HTMLDetailsElement
    details.open = true
    details.dispatchEvent(new Event('toggle'))
    await settle()

    expect(JSON.parse(text(find('.passkey-json pre')))).toMatchObject({
      id: 'AQID',
      transports: ['internal', 'hybrid'],
      publicKey: { spki: passkeyFacts().publicKey?.spki },
      attestation: { format: 'packed' },
    })
  })
})
