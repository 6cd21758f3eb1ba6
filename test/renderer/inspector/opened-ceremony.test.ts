// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { ceremonyDetail, lintFinding, vectorOf } from '../../support/ceremony-details'
import { mountWindow } from '../../support/mounted-window'
import { open, panel, show, tabs } from '../../support/open-ceremony'
import { shortTime } from '../../../src/shared/times'
import { activityEntry, NOON, passkeySummary, trashedPasskey } from '../../support/window-data'
import { button, click, find, goTo, press, settle, text } from '../../support/window-parts'

/** The rows of the byte map with that name. */
const fields = (label: string) =>
  Array.from(document.querySelectorAll<HTMLElement>(`[role=tree][aria-label="${label}"] > li`))

it('says the steps of a ceremony, with their times', async () => {
  await open(null)

  expect(panel()).toContain('Call receivedThe page’s call arrived.+0 ms')
  expect(panel()).toContain('AnsweredThe user approved.+3.48 s')
  expect(panel()).toContain('Answered by the profile Latchkey')
})

it('says at which step a ceremony failed, with the section', async () => {
  await open(
    null,
    {
      response: null,
      steps: [
        { step: 'received', afterMs: 0, note: 'The page called.' },
        { step: 'rp-id', afterMs: 0.3, note: 'Not the host of the page.' },
      ],
      failed: { step: 'rp-id', section: 'WebAuthn §5.1.3 step 8' },
    },
    { outcome: 'refused', error: 'SecurityError' },
  )

  expect(text(find('.ceremony-timeline .failed'))).toContain(
    'RP ID judgedfailed hereWebAuthn §5.1.3 step 8Not the host of the page.',
  )
  await show('response')
  expect(panel()).toContain('The page got the error SecurityError.')
  await show('check')
  expect(panel()).toContain('There is nothing to check')
  await show('happened')
  expect(panel()).toContain('Profile: Latchkey')
  expect(panel()).not.toContain('Answered')
})

it('shows what the page asked, with the defaults marked', async () => {
  await open('request')

  expect(panel()).toContain('navigator.credentials.create()')
  expect(panel()).toMatch(/residentKey ?"required"/)
  expect(text(find('.option-item.default'))).toMatch(/mediation ?"optional" ?default/)
})

it('breaks the client extension results into lines', async () => {
  const { response } = ceremonyDetail()
  const results = { clientExtensionResults: { credProps: { rk: true } } }
  await open('response', { response: { ...(response as object), ...results } })

  expect(find('pre').textContent).toBe('{\n  "credProps": {\n    "rk": true\n  }\n}')
})

it('shows code in a finding as code', async () => {
  await open('lint', { lint: [lintFinding({ title: 'The member `user.id` is an address.' })] })

  const title = find('.finding-item .title')
  expect([text(title), text(find('.finding-item .title code'))]).toEqual([
    'The member user.id is an address.',
    'user.id',
  ])
})

it('shows client data, authenticator data, attestation and sizes', async () => {
  await open('response', {}, {})

  expect(panel()).toContain('"webauthn.create"')
  expect(
    fields('Authenticator data')
      .map((one) => text(one))
      .join('\n'),
  ).toContain('rpIdHashSHA-256 of example.org32 B')
  expect(panel()).toContain('0 UP the user was present')
  expect(
    fields('Attestation object')
      .map((one) => text(one))
      .join('\n'),
  ).toContain('fmt')
  expect(panel()).toMatch(/Sizes.*attestationObject\d+ bytes/)
})

it('marks the bytes of a field, and the field of a byte', async () => {
  await open('response')
  const marked = () =>
    Array.from(find('.byte-map').querySelectorAll('.run.marked'), (one) => text(one)).join(' ')

  const [rpIdHash, flags] = fields('Authenticator data')
  rpIdHash?.dispatchEvent(new MouseEvent('mouseenter'))
  await settle()
  expect(marked().split(' ')).toHaveLength(32)

  rpIdHash?.dispatchEvent(new MouseEvent('mouseleave'))
  find('.byte-map .fields').dispatchEvent(new MouseEvent('mouseleave'))
  rpIdHash?.focus()
  await press('ArrowDown')
  expect(document.activeElement).toBe(flags)
  expect(marked().split(' ')).toHaveLength(1)

  // Without layout, each position is 0.
  find('.byte-map .grid').scrollTop = 500
  await press('ArrowUp')
  expect(find('.byte-map .grid').scrollTop).toBe(-20)

  const [firstRun] = find('.byte-map').querySelectorAll<HTMLElement>('.run')
  firstRun?.dispatchEvent(new MouseEvent('mouseenter'))
  await settle()
  expect(text(find('.byte-map .field-item.marked .name'))).toBe('rpIdHash')
})

it('moves through the fields as through a tree', async () => {
  await open('response')
  const names = () => fields('Authenticator data').map((one) => text(one.querySelector('.name')!))
  const all = names().length
  fields('Authenticator data')
    .find((one) => text(one).startsWith('attestedCredentialData'))
    ?.focus()

  await press('ArrowLeft')
  expect(names().length).toBeLessThan(all)
  expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false')
  await press('ArrowRight')
  expect(names()).toHaveLength(all)
  await press('ArrowRight')
  expect(text(document.activeElement!)).toContain('aaguid')
  await press('ArrowLeft')
  expect(text(document.activeElement!)).toContain('attestedCredentialData')
})

it('writes bytes as bytes and words as words, after a key and a head, too', async () => {
  const { registration } = vectorOf('packed-es256')
  await open('response', registration)
  const valueOf = (name: string) => {
    const field = fields('Attestation object').find(
      (one) => text(one.querySelector('.name')!) === name,
    )
    return field!.querySelector('.value')!
  }

  expect(valueOf('sig').classList).toContain('bytes')
  expect(valueOf('alg').classList).not.toContain('bytes')
})

it('reads the certificates of a statement', async () => {
  const { registration } = vectorOf('packed-es256')
  await open('response', registration)

  expect(text(find('.certificate-item'))).toMatch(/Subject.*Issuer.*Validity.*Public key/)
})

it('names what was not kept beside the part that it is missing from', async () => {
  const first = 'response.clientExtensionResults.prf.results.first'
  const withheld = [first, 'options.excludeCredentials[48…]', 'lint[24…]']
  await open('response', { withheld, lint: [lintFinding()] })

  expect(panel()).toContain(`Secrets, not kept: ${first}`)
  await show('request')
  expect(panel()).toContain('Too large to keep: options.excludeCredentials[48…]')
  expect(panel()).not.toContain(first)
  await show('lint')
  expect(panel()).toContain('Too large to keep: lint[24…]')
})

it('does not say that the page got no response, or asked nothing, if there was no room', async () => {
  const withheld = ['options', 'response', 'lint']
  await open('response', { options: null, response: null, withheld })

  expect(panel()).toBe('The response was too large for the record.')
  await show('check')
  expect(panel()).toBe('There is nothing to check: the response was too large for the record.')
  await show('request')
  expect(panel()).toContain('The options were too large for the record.')
  expect(document.querySelector('.option-item')).toBeNull()
  await show('lint')
  expect(panel()).toBe('The findings were too large to keep.')
})

it('shows the findings of the lint, and how many there are', async () => {
  await open('lint', { lint: [lintFinding(), lintFinding({ rule: 'timeout-short' })] })

  expect(tabs()).toContain('Lint2')
  expect(panel()).toContain('The challenge is shorter than 16 bytes.error · WebAuthn §13.4.3')
  expect(panel()).toContain('Send at least 16 random bytes.')
})

it('says that the lint found nothing', async () => {
  await open('lint')

  expect(panel()).toBe('The lint found nothing in this call.')
})

it('says why a passkey was not offered', async () => {
  const judged = {
    passkeyRpId: 'example.org',
    rpId: 'example.org',
    authenticator: 'Latchkey',
    madeAfter: false,
    outcomes: [
      { condition: 'rp-id', holds: true, cause: { is: 'same-rp-id' } },
      { condition: 'shown', holds: false, cause: { is: 'hidden' } },
    ] as const,
  }
  const passkeys = [
    passkeySummary({ id: 'other', rpId: 'other.example' }),
    passkeySummary({ id: 'own' }),
  ]
  const fake = await open(
    'offer',
    { kind: 'get' },
    {},
    {
      offerJudgement: { ...judged, outcomes: [...judged.outcomes] },
      passkeys,
    },
  )

  expect(fake.callsOf('whyNotOffered')).toEqual([['entry', 'own']])
  expect(panel()).toContain('It would not be offered now. It is hidden from pages.')
  expect(panel()).toContain('Holds: It was made for example.org')
  expect(panel()).toContain('Fails: It is hidden from pages.')
})

it('lists the passkeys in the trash, too', async () => {
  const passkeys = [passkeySummary({ id: 'other', rpId: 'other.example' })]
  const trash = [trashedPasskey({ passkey: passkeySummary({ id: 'gone' }) })]
  const cause = { is: 'in-trash' as const, at: NOON, because: 'deleted in the window' }
  const offerJudgement = {
    passkeyRpId: 'example.org',
    rpId: 'example.org',
    authenticator: 'Latchkey',
    madeAfter: false,
    outcomes: [{ condition: 'kept' as const, holds: false, cause }],
  }
  const fake = await open('offer', { kind: 'get' }, {}, { offerJudgement, passkeys, trash })

  expect(fake.callsOf('whyNotOffered')).toEqual([['entry', 'gone']])
  expect(panel()).toContain('(in the trash)')
  expect(panel()).toContain(
    `It has been in the trash since ${shortTime(NOON)}: deleted in the window.`,
  )
})

it('says why an authenticator made no passkey', async () => {
  const creationJudgement = {
    authenticator: 'Latchkey',
    wasMade: false,
    outcomes: [
      {
        condition: 'excluded' as const,
        holds: false,
        cause: { is: 'excluded-here' as const, userName: 'ada@example.org' },
      },
    ],
  }
  const fake = await open('offer', {}, {}, { creationJudgement })

  expect(tabs()).toEqual([
    ...['What happened', 'Request', 'Response', 'Check', 'Lint', 'Authenticator', 'Compare'],
  ])
  expect(fake.callsOf('whyNotMade')).toEqual([['entry']])
  expect(panel()).toContain(
    'It would be refused now. Latchkey has a passkey that the page excludes: ada@example.org.',
  )
})

it('says that the details were not kept', async () => {
  await mountWindow({ activity: [activityEntry()] })
  await goTo('Activity')
  await click(find('[data-entry-id]'))

  expect(panel()).toContain('Latchkey did not keep the details of this ceremony.')
  expect(panel()).toContain('The user signed in.')
})

it('says why the details cannot be read, and tries again', async () => {
  const fake = await mountWindow({ activity: [activityEntry()], details: [ceremonyDetail()] })
  await goTo('Activity')
  fake.fail('ceremonyDetail', 'The vault is locked.')
  await click(find('[data-entry-id]'))
  expect(text(find('[role=alert]'))).toContain('The vault is locked.')

  fake.mend('ceremonyDetail')
  await click(button('Try again'))

  expect(panel()).toContain('Call received')
})

it('stays on the tab while the user moves from entry to entry', async () => {
  await open(
    'request',
    { kind: 'get' },
    {},
    {
      activity: [activityEntry({ at: 2 }), activityEntry({ id: 'b', kind: 'create', at: 1 })],
      details: [ceremonyDetail({ kind: 'get' }), ceremonyDetail({ entryId: 'b' })],
    },
  )
  find('[data-entry-id]').focus()

  await press('ArrowDown')
  await vi.waitFor(() => expect(panel()).toContain('navigator.credentials.create()'))
})
