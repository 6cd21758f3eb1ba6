/** Opened ceremonies of Latchkey's own engine, with their checks and explanations. */
import { caseOfEntry } from '../../../src/inspect/case/case-of-entry'
import type { CaseFile } from '../../../src/shared/case-file'
import type { JudgedCreation } from '../../../src/shared/creation-judgement'
import type { OfferCause } from '../../../src/shared/offer-cause'
import type { OfferCondition } from '../../../src/shared/offer-condition'
import type { PasskeySummary } from '../../../src/shared/passkey'
import type { Question } from '../../../src/shared/question'
import { consentRequest, passkeySummary } from '../../support/window-data'
import {
  ALGORITHM_IDS,
  FORMAT_IDS,
  OTHER_IDS,
  REFUSED_IDS,
  SIGN_IN_IDS,
  type EngineCeremonies,
  type EngineCeremony,
  type EngineCeremonyId,
} from './engine-ceremony-ids'
import { somePages, somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const LINK = 'a[href="#activity"]'
const SECOND = 1000

/** The ceremony has just happened. The record has others to compare with. */
function recorded(made: EngineCeremonies, id: EngineCeremonyId): EngineCeremony {
  const { entry, detail } = made[id]
  return {
    entry: { ...entry, id, at: Date.now() - 5 * SECOND },
    detail: { ...detail, entryId: id },
  }
}

function earlier(made: EngineCeremonies): readonly EngineCeremony[] {
  return (['rs256', 'get-rs256'] as const).map((id, index) => {
    const { entry, detail } = recorded(made, id)
    const kept = `earlier-${id}`
    return {
      entry: { ...entry, id: kept, at: Date.now() - (60 + index) * SECOND },
      detail: { ...detail, entryId: kept },
    }
  })
}

/** @param change what differs from the ceremony that the engine made. */
function opened(
  id: EngineCeremonyId,
  clicks: readonly string[] = [],
  change: (made: EngineCeremony) => EngineCeremony = (made) => made,
): Scene {
  return {
    state: () => ({ pages: somePages(), offerJudgement: JUDGED, creationJudgement: NOT_MADE }),
    ceremonies: (made) => {
      const all = [change(recorded(made, id)), ...earlier(made)]
      return {
        passkeys: [...somePasskeys(), ...passkeysOf(all)],
        activity: all.map(({ entry }) => entry),
        details: all.map(({ detail }) => detail),
      }
    },
    clicks: [LINK, '[data-entry-id]', ...clicks],
  }
}

function passkeysOf(ceremonies: readonly EngineCeremony[]): PasskeySummary[] {
  return ceremonies.flatMap(({ entry: { passkeyId, names }, detail }) =>
    passkeyId === null || names === null
      ? []
      : [passkeySummary({ id: passkeyId, ...names, ...handleIn(detail.response) })],
  )
}

/** The user handle of a sign-in. */
function handleIn(response: unknown): { readonly userHandle?: string } {
  const { userHandle } = (response as { response: { userHandle?: string } }).response
  return userHandle === undefined ? {} : { userHandle }
}

const holds = (condition: OfferCondition, cause: OfferCause) => ({ condition, holds: true, cause })
const fails = (condition: OfferCondition, cause: OfferCause) => ({ condition, holds: false, cause })

const JUDGED = {
  passkeyRpId: 'example.org',
  rpId: 'example.org',
  authenticator: 'Latchkey',
  madeAfter: false,
  outcomes: [
    holds('kept', { is: 'kept' }),
    holds('rp-id', { is: 'same-rp-id' }),
    holds('shown', { is: 'not-hidden' }),
    holds('discoverable', { is: 'discoverable' }),
    fails('named', { is: 'not-listed', count: 3 }),
    fails('transports', { is: 'transports-differ', stated: ['usb', 'nfc'], own: ['internal'] }),
    holds('limits', { is: 'list-fits' }),
    holds('request', { is: 'request-answered', words: ['preferred'] }),
    holds('authenticator', { is: 'can-hold' }),
    holds('cred-protect', { is: 'cred-protect-allows' }),
  ],
}

const NOT_MADE: JudgedCreation = {
  authenticator: 'Latchkey',
  wasMade: false,
  outcomes: [
    { condition: 'attachment', holds: true, cause: { is: 'any-attachment' } },
    {
      condition: 'resident-key',
      holds: true,
      cause: { is: 'residency-possible', words: ['required'] },
    },
    {
      condition: 'verification',
      holds: true,
      cause: { is: 'verification-possible', words: ['preferred'] },
    },
    { condition: 'client', holds: true, cause: { is: 'client-takes' } },
    { condition: 'unasked', holds: true, cause: { is: 'asks-the-user' } },
    { condition: 'algorithm', holds: true, cause: { is: 'makes-algorithm', alg: -7 } },
    {
      condition: 'excluded',
      holds: false,
      cause: { is: 'excluded-here', userName: 'ada@example.org' },
    },
  ],
}

const tab = (name: string) => `[data-tab=${name}]`
/** In a wide pane, the parts are side by side in one tab. */
const part = (name: string) => `${tab(name)}, .ceremony-tabs:has(.columns) ${tab('happened')}`
const RESPONSE = part('response')

const answered = Object.fromEntries(
  [...FORMAT_IDS, ...ALGORITHM_IDS, ...OTHER_IDS, ...SIGN_IN_IDS].map((id) => [
    `inspect-${id}`,
    opened(id, [RESPONSE]),
  ]),
)

const refused = Object.fromEntries(REFUSED_IDS.map((id) => [`inspect-${id}`, opened(id)]))

function pageFindings(made: EngineCeremonies) {
  const origin = 'https://example.org'
  const counted = made.mistaken.detail.lint.map((finding, index) => ({
    ...finding,
    origin,
    call: 'create' as const,
    signal: null,
    entryId: index === 0 ? 'mistaken' : 'gone',
    at: Date.now() - index * 90 * SECOND,
    times: index + 1,
  }))
  return [
    { origin, calls: 9, findings: counted },
    { origin: 'http://localhost:5173', calls: 3, findings: counted.slice(1) },
  ]
}

const cut = ({ entry, detail }: EngineCeremony) => ({
  entry,
  detail: {
    ...detail,
    withheld: ['options.excludeCredentials[48…]', 'options.extensions.prf.eval.first'],
  },
})

function asking(fields: Parameters<typeof consentRequest>[0]): Question {
  return { type: 'consent', request: consentRequest({ askedAt: Date.now(), ...fields }) }
}

/** A case file of a session that differs from this Latchkey in everything that a case can state. */
function openedCase(made: EngineCeremonies): CaseFile {
  const { entry, detail } = recorded(made, 'faulty')
  return {
    ...caseOfEntry({ entry, detail }, { app: '0.1.0', now: Date.now() }),
    ...{ seed: 'seven', clock: Date.UTC(2027, 0, 1) },
    profile: { id: 'bitwarden', name: 'Bitwarden' },
    fault: { id: 'uv-not-set', changes: [] },
    session: {
      settings: {
        automaticUpgrades: 'always',
        platformAuthenticator: 'unavailable',
        client: 'chromium',
        profile: 'bitwarden',
        packedAttestation: 'x5c',
        enterpriseRpIds: ['example.org'],
        transports: 'ignored',
        immediateGet: 'supported',
      },
      ...{ profileFile: null, authenticators: [], seedTaken: null, isClockStopped: false },
    },
  }
}

const armingCase: Scene = {
  state: () => ({ pages: somePages(), passkeys: somePasskeys() }),
  ceremonies: (made) => ({ openedCase: openedCase(made) }),
  clicks: [LINK, '[title="Open a case file…"]', '.take-away > button:last-of-type'],
}

export const inspectorScenes: Readonly<Record<string, Scene>> = {
  ...answered,
  ...refused,
  'inspect-get': opened('get-es256'),
  'inspect-get-response': opened('get-es256', [RESPONSE]),
  'inspect-get-check': opened('get-es256', [tab('check')]),
  'inspect-offer': opened('get-es256', [tab('offer')]),
  'inspect-create': opened('none'),
  'inspect-not-made': opened('none', [tab('offer')]),
  'inspect-request': opened('extensions', [part('request')]),
  'inspect-check': opened('tpm', [tab('check')]),
  'inspect-check-faulty': opened('faulty', [tab('check')]),
  'inspect-lint': opened('mistaken', [tab('lint')]),
  'inspect-compare': {
    ...opened('compound', [tab('compare'), '.compare-panel select']),
    then: () => {
      const select = document.querySelector<HTMLSelectElement>('.compare-panel select')
      if (select === null) throw new Error('there is nothing to compare with')
      select.selectedIndex = 0
      select.dispatchEvent(new Event('change', { bubbles: true }))
    },
  },
  'inspect-pages-lint': {
    state: () => ({}),
    ceremonies: (made) => ({
      activity: [recorded(made, 'mistaken').entry],
      findings: pageFindings(made),
    }),
    clicks: [LINK, '[data-action=lint]'],
  },
  'consent-lint': {
    state: () => ({}),
    ceremonies: ({ mistaken }) => ({
      questions: [asking({ lint: mistaken.detail.lint })],
    }),
    clicks: ['.question-lint summary'],
  },
  'inspect-cut': opened('none', [part('request')], cut),
  'inspect-check-counter': {
    ...opened('get-es256', [tab('check'), '.check-form .field:last-child input']),
    then: () => {
      const fields = document.querySelectorAll<HTMLInputElement>('.check-form input')
      const counter = Array.from(fields).at(-1)
      if (counter === undefined) throw new Error('there is no counter')
      counter.value = 'seven'
      counter.dispatchEvent(new Event('input', { bubbles: true }))
    },
  },
  'case-arm': armingCase,
  'case-armed': { ...armingCase, clicks: [...(armingCase.clicks ?? []), '[role=dialog] .primary'] },
  'inspect-not-kept': {
    state: () => ({}),
    ceremonies: (made) => ({ activity: [recorded(made, 'none').entry] }),
    clicks: [LINK, '[data-entry-id]', RESPONSE],
  },
}
