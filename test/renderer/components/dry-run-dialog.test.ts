// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { DryRun, DryRunRequest } from '../../../src/shared/signal-dry-run'
import type { FakeMain } from '../../support/fake-main'
import { mountWindow } from '../../support/mounted-window'
import {
  button,
  choose,
  click,
  field,
  find,
  press,
  row,
  settle,
  text,
  type,
} from '../../support/window-parts'
import { passkeySummary } from '../../support/window-data'

const ada = passkeySummary()
const second = passkeySummary({ id: 'second', userDisplayName: 'Ada at work' })
const names = { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' }

/** Renames the passkey under one policy, leaves it under another, and deletes it under the third. */
function answer({ signal }: DryRunRequest): DryRun {
  const displayName = signal.kind === 'currentUserDetails' ? signal.displayName : ''
  const after = { ...names, userDisplayName: displayName }
  const edited = 'the user edited the name'
  return {
    inForce: 'google-password-manager',
    outcomes: [
      {
        policy: 'spec',
        reason: '',
        changes: [{ what: 'renamed', passkeyId: 'AQID', before: names, after }],
        left: [],
        moreChanges: 4000,
      },
      {
        policy: 'google-password-manager',
        reason: edited,
        changes: [],
        left: [{ passkeyId: 'AQID', names, because: edited }],
        moreChanges: 0,
      },
      {
        policy: 'delete',
        reason: '',
        changes: [{ what: 'deleted', passkeyId: 'second', names }],
        left: [],
        moreChanges: 0,
      },
    ],
  }
}

let fake: FakeMain

beforeEach(async () => {
  fake = await mountWindow({ passkeys: [ada, second], dryRun: answer })
  await click(row('AQID'))
  await click(button('Preview a signal…'))
})

const dialog = () => text(find('[role=dialog]'))
const outcomes = () => Array.from(document.querySelectorAll('tbody tr'), (one) => text(one))
const method = (kind: string) => find(`[role=dialog] input[value=${kind}]`) as HTMLInputElement

async function frame(): Promise<void> {
  await new Promise(requestAnimationFrame)
  await settle()
}

it('says for each policy what would change, what would stay and why', () => {
  const [spec, google, remove] = outcomes()

  expect(spec).toContain('Ada Lovelace (this one) would be renamed')
  expect(spec).toContain('and 4000 more')
  expect(google).toMatch(
    /in force ?Nothing would change\. Ada Lovelace \(this one\) would not change/,
  )
  expect(google).toContain('would not change: the user edited the name')
  expect(remove).toContain('would move to the trash')
  expect(dialog()).toContain('The preview changes nothing.')
})

it('does not repeat a reason that is already beside the passkey', () => {
  expect(outcomes()[1]?.match(/the user edited the name/gi)).toHaveLength(1)
})

it('tells a screen reader what the current policy would do', () => {
  expect(text(find('[role=dialog] [role=status]'))).toBe(
    'Under the policy “Google Password Manager”, nothing would change.',
  )
})

it('follows what is typed, in the result and in the page’s code', async () => {
  await type(field('displayName'), 'Countess')
  await frame()

  expect(outcomes()[0]).toContain('Ada Lovelace → became Countess')
  expect(text(find('pre'))).toContain('displayName: "Countess"')
  expect(fake.state.passkeys).toEqual([ada, second])
})

it('lists the user’s passkeys with this one checked', async () => {
  await choose(method('allAcceptedCredentials'))
  const boxes = Array.from(document.querySelectorAll<HTMLInputElement>('[type=checkbox]'))
  expect(boxes.map(({ checked }) => checked)).toEqual([true, false])

  boxes[1]!.checked = true
  boxes[1]!.dispatchEvent(new Event('change', { bubbles: true }))
  await frame()

  expect(fake.callsOf('dryRunSignal').at(-1)).toEqual([
    {
      passkeyId: 'AQID',
      signal: { kind: 'allAcceptedCredentials', allAcceptedCredentialIds: ['AQID', 'second'] },
    },
  ])
  expect(text(find('pre'))).toContain('signalAllAcceptedCredentials({')
})

it('previews a signal about only this passkey', async () => {
  await choose(method('unknownCredential'))
  await frame()

  expect(fake.callsOf('dryRunSignal').at(-1)).toEqual([
    { passkeyId: 'AQID', signal: { kind: 'unknownCredential' } },
  ])
  expect(text(find('pre'))).toContain('credentialId: "AQID"')
})

it('says why it cannot tell', async () => {
  fake.fail('dryRunSignal', 'The vault is locked. Unlock it, then try again.')
  await type(field('name'), 'ada')
  await frame()

  expect(text(find('[role=dialog] [role=alert]'))).toBe(
    'The vault is locked. Unlock it, then try again.',
  )
  expect(outcomes()).toEqual([])
})

it('closes when its passkey is gone', async () => {
  fake.state.passkeys = [second]
  fake.emit('passkeysChanged', null)
  await settle()

  expect(document.querySelector('[role=dialog]')).toBeNull()
})

it('closes by Escape, and by key opens again', async () => {
  await press('Escape', {}, method('currentUserDetails'))
  expect(document.querySelector('[role=dialog]')).toBeNull()

  row('AQID').focus()
  await press('S', { ctrlKey: true, shiftKey: true })

  expect(dialog()).toContain('Preview a signal')
})
