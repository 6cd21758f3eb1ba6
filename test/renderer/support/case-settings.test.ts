import { expect, it } from 'vitest'
import { caseOfEntry } from '../../../src/inspect/case/case-of-entry'
import { leftOutOfCase } from '../../../src/renderer/support/case-left-out'
import { caseSettings, type AppNow } from '../../../src/renderer/support/case-settings'
import type { CaseFile } from '../../../src/shared/case-file'
import type { SessionSettings } from '../../../src/shared/session-settings'
import { ceremonyDetail } from '../../support/ceremony-details'
import { activityEntry, appState, pairedPage, profileSummaries } from '../../support/window-data'

const profiles = profileSummaries()
const BITWARDEN = { id: 'bitwarden', name: 'Bitwarden' }
const UV_NOT_SET = { id: 'uv-not-set', changes: [] }
const ofSession: SessionSettings = {
  automaticUpgrades: 'always',
  platformAuthenticator: 'available',
  client: 'chromium',
  profile: 'yubikey-4',
  packedAttestation: 'x5c',
  enterpriseRpIds: ['example.org'],
  transports: 'ignored',
  immediateGet: 'supported',
}

function caseFile(fields: Partial<CaseFile> = {}): CaseFile {
  const entry = activityEntry({ kind: 'get' })
  const saved = caseOfEntry({ entry, detail: ceremonyDetail({ kind: 'get' }) }, { app: '', now: 7 })
  return { ...saved, profile: null, ...fields }
}

const inSession = (settings: Partial<SessionSettings>, authenticators: unknown[] = []) => ({
  settings: { ...ofSession, ...settings },
  ...{ profileFile: null, authenticators, seedTaken: null, isClockStopped: false },
})

function recording() {
  const calls: unknown[][] = []
  const note =
    (name: string) =>
    async (...args: readonly unknown[]) =>
      void calls.push([name, ...args])
  const api = {
    armFault: note('armFault'),
    disarmFault: async (...args: readonly unknown[]) => calls.push(['disarmFault', ...args]) > 0,
    setEnterpriseRpIds: note('setEnterpriseRpIds'),
    setImmediateGet: note('setImmediateGet'),
    setOffline: note('setOffline'),
    setPackedAttestation: note('setPackedAttestation'),
    setPageProfile: note('setPageProfile'),
    setProfile: note('setProfile'),
    setTransports: note('setTransports'),
  }
  return { api, calls }
}

async function applied(one: CaseFile, now: AppNow, page = now.pages[0] ?? null) {
  const { api, calls } = recording()
  const settings = caseSettings(one, now, { page, profiles, api })
  for (const setting of settings) await setting.apply()
  const done = calls.splice(0)
  for (const setting of settings) await setting.undo()
  return { settings, done, undone: calls }
}

it('sets the provider and the fault only for the page of the case, if the page is connected', async () => {
  const page = pairedPage({ origin: 'https://example.org', profile: null })
  const one = caseFile({ profile: BITWARDEN, fault: UV_NOT_SET })

  const { settings, done, undone } = await applied(one, { state: appState(), pages: [page] })

  expect(settings.map(({ label, before, inCase }) => [label, before, inCase])).toEqual([
    ['Provider', 'Latchkey', 'Bitwarden'],
    ['Fault', 'not armed', 'uv-not-set in the next answer'],
  ])
  expect(done).toEqual([
    ['setPageProfile', page.origin, 'bitwarden'],
    ['armFault', 'uv-not-set', 1, page.origin],
  ])
  expect(undone).toEqual([
    ['setPageProfile', page.origin, null],
    ['disarmFault', 'uv-not-set', page.origin],
  ])
})

it('sets them for every page otherwise, and brings back what was armed before', async () => {
  const state = appState({ armedFaults: [{ id: 'uv-not-set', left: 3, origin: null }] })
  const one = caseFile({ profile: BITWARDEN, fault: UV_NOT_SET })

  const { done, undone } = await applied(one, { state, pages: [] })

  expect(done).toEqual([
    ['setProfile', 'bitwarden'],
    ['armFault', 'uv-not-set', 1, null],
  ])
  expect(undone).toEqual([
    ['setProfile', 'latchkey'],
    ['disarmFault', 'uv-not-set', null],
    ['armFault', 'uv-not-set', 3, null],
  ])
})

it('sets all that a session and the app have in common', async () => {
  const one = caseFile({ session: inSession({ platformAuthenticator: 'unavailable' }) })

  const { settings, done } = await applied(one, { state: appState(), pages: [] })

  expect(settings.map(({ label }) => label)).toEqual([
    'Provider',
    'Packed attestation',
    'Enterprise attestation',
    'Transports',
    'Immediate sign-in',
    'Authenticator',
  ])
  expect(done).toEqual([
    ['setProfile', 'yubikey-4'],
    ['setPackedAttestation', 'x5c'],
    ['setEnterpriseRpIds', ['example.org']],
    ['setTransports', 'ignored'],
    ['setImmediateGet', 'supported'],
    ['setOffline', true],
  ])
})

it('sets nothing that is as in the case already', async () => {
  const { profile, packedAttestation, enterpriseRpIds, transports, immediateGet } =
    appState().authenticator
  const same = { profile, packedAttestation, enterpriseRpIds, transports, immediateGet }
  // A virtual authenticator stands in for the platform’s.
  const session = inSession({ ...same, platformAuthenticator: 'unavailable' }, [{}])
  const { settings } = await applied(caseFile({ session }), { state: appState(), pages: [] })
  expect(settings).toEqual([])
})

it('knows what has been changed since', () => {
  const { api } = recording()
  const page = pairedPage({ origin: 'https://example.org', profile: null })
  const now = { state: appState(), pages: [page] }
  const one = caseFile({ profile: BITWARDEN, fault: UV_NOT_SET })
  const settings = caseSettings(one, now, { page, profiles, api })
  const holding = (later: AppNow) =>
    settings.filter((setting) => setting.holds(later)).map(({ label }) => label)

  expect(holding(now)).toEqual([])
  const armed = { id: 'uv-not-set', left: 1, origin: page.origin } as const
  const state = appState({ armedFaults: [armed] })
  expect(holding({ state, pages: [{ ...page, profile: 'bitwarden' }] })).toEqual([
    'Provider',
    'Fault',
  ])
  expect(holding({ state, pages: [{ ...page, profile: 'yubikey-4' }] })).toEqual(['Fault'])
})

it('says what the app cannot be set to', () => {
  const here = { profiles, passkeys: [] }
  expect(leftOutOfCase(caseFile({ entry: null }), here)).toEqual([])
  const one = caseFile({
    profile: { id: 'acme', name: 'Acme Keys' },
    fault: { id: 'fault-of-tomorrow', changes: [] },
    entry: activityEntry({ kind: 'get', passkeyId: 'AQID' }),
    seed: 'seven',
    clock: Date.UTC(2026, 0, 1),
    session: inSession({ profile: 'acme' }, [{}]),
  })

  const said = leftOutOfCase(one, here)

  expect(said.slice(0, 3)).toEqual([
    'This Latchkey does not have the provider “Acme Keys”.',
    'This Latchkey does not have the fault “fault-of-tomorrow”.',
    'This Latchkey does not have the passkey of the case, and a case has no private key.',
  ])
  expect(said[3]).toMatch(
    /^Only a test session can repeat the seed, the clock \(.*2026.*\) and the virtual authenticators of the case\.$/,
  )
  expect(leftOutOfCase(one, { profiles, passkeys: [{ id: 'AQID' }] })).toHaveLength(3)
})
