/** Opened ceremonies: each attestation format, each family of algorithms, and each step at which one is refused. */
import { ceremonySteps, type CeremonyDetail } from '../../../src/shared/ceremony-detail'
import type { ActivityEntry } from '../../../src/shared/activity'
import { ceremonyDetail, lintFinding } from '../../support/ceremony-details'
import { vectorAnswers } from '../../support/vector-answers'
import { activityEntry, consentRequest } from '../../support/window-data'
import latchkeyCeremonies from '../../vectors/latchkey-ceremonies.json'
import { somePages, somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const LINK = 'a[href="#activity"]'
const SECOND = 1000

type Kind = CeremonyDetail['kind']

interface Kept {
  readonly entry: ActivityEntry
  readonly detail: CeremonyDetail
}

function kept(fields: Partial<CeremonyDetail>, entry: Partial<ActivityEntry>): Kept {
  const id = entry.id ?? 'opened'
  const kind = fields.kind ?? 'create'
  return {
    entry: activityEntry({
      id,
      kind,
      at: Date.now() - 5 * SECOND,
      names: { userName: 'ada@example.org', userDisplayName: 'Ada' },
      reason: kind === 'create' ? 'You approved.' : 'You chose this account.',
      ...entry,
    }),
    detail: ceremonyDetail({ ...fields, entryId: id }),
  }
}

/** Other ceremonies, to compare with. */
const others = (): readonly Kept[] =>
  (['create', 'get'] as const).map((kind, index) => {
    const vector = vectorAnswers[3]
    const { options, response } =
      (kind === 'create' ? vector?.registration : vector?.authentication) ?? {}
    const at = Date.now() - (60 + index) * SECOND
    return kept({ kind, options, response }, { id: `other-${kind}`, at })
  })

function opened(one: Kept, ...clicks: readonly string[]): Scene {
  const all = [one, ...others()]
  return {
    state: () => ({
      passkeys: somePasskeys(),
      pages: somePages(),
      activity: all.map(({ entry }) => entry),
      details: all.map(({ detail }) => detail),
      offerJudgement: JUDGED,
    }),
    clicks: [LINK, '[data-entry-id]', ...clicks],
  }
}

const JUDGED = {
  passkeyRpId: 'example.org',
  rpId: 'example.org',
  authenticator: 'Latchkey',
  madeAfter: false,
  outcomes: (
    [
      ['rp-id', true],
      ['shown', true],
      ['discoverable', true],
      ['named', false],
      ['transports', true],
      ['limits', true],
      ['request', true],
      ['authenticator', true],
      ['cred-protect', true],
    ] as const
  ).map(([condition, holds]) => ({ condition, holds })),
}

const tab = (name: string) => `[data-tab=${name}]`
const RESPONSE = tab('response')

function answered(
  { registration, authentication }: { registration: unknown; authentication: unknown },
  kind: Kind,
): Kept {
  const answer = (kind === 'create' ? registration : authentication) as Pick<
    CeremonyDetail,
    'options' | 'response'
  >
  return kept({ kind, ...answer }, { passkeyId: 'AQID' })
}

const ceremonies = [...vectorAnswers, ...latchkeyCeremonies]

const responses = Object.fromEntries(
  ceremonies.map((one) => [`inspect-${one.id}`, opened(answered(one, 'create'), RESPONSE)]),
)

const [first] = vectorAnswers
const signIn = first && answered(first, 'get')

const signedIn: Readonly<Record<string, Scene>> = signIn
  ? {
      'inspect-get': opened(signIn),
      'inspect-get-response': opened(signIn, RESPONSE),
      'inspect-get-check': opened(signIn, tab('check')),
      'inspect-offer': opened(signIn, tab('offer')),
    }
  : {}

const findings = [
  lintFinding(),
  lintFinding({
    rule: 'timeout-short',
    severity: 'warning',
    title: 'The time-out is shorter than a minute.',
    section: 'WebAuthn §15.1',
    why: 'People who look for their security key run out of time.',
    instead: 'Leave timeout out, or give at least 300000.',
    path: 'publicKey.timeout',
    value: '20000',
  }),
  lintFinding({
    rule: 'attestation-unneeded',
    severity: 'hint',
    title: 'The page asks for attestation.',
    section: 'WebAuthn §5.4.7',
    why: 'Some browsers ask the user once more.',
    instead: 'Leave attestation out unless the server checks the statement.',
    path: 'publicKey.attestation',
    value: '"direct"',
  }),
]

const created = kept({ lint: findings }, {})

function pageFindings() {
  const origin = 'https://example.org'
  const counted = findings.map((finding, index) => ({
    ...finding,
    origin,
    call: 'create' as const,
    signal: null,
    ceremonyId: index === 0 ? 'opened' : null,
    at: Date.now() - index * 90 * SECOND,
    times: index + 1,
  }))
  return [
    { origin, findings: counted },
    { origin: 'http://localhost:5173', findings: counted.slice(1) },
  ]
}

/** Each step of a sign-in, refused there. */
const refused = Object.fromEntries(
  ceremonySteps.map((step) => [
    `inspect-refused-${step}`,
    opened(
      kept(
        {
          kind: 'get',
          response: null,
          failed: { step, section: 'WebAuthn §5.1.4.1 step 7' },
          steps: [...ceremonySteps.slice(0, ceremonySteps.indexOf(step)), 'sent' as const].map(
            (one, index) => ({ step: one, afterMs: index * 1.7, note: `What came of ${one}.` }),
          ),
        },
        {
          outcome: 'refused',
          error: 'NotAllowedError',
          reason: 'It was refused there.',
          names: null,
        },
      ),
    ),
  ]),
)

export const inspectorScenes: Readonly<Record<string, Scene>> = {
  ...responses,
  ...signedIn,
  ...refused,
  'inspect-create': opened(created),
  'inspect-request': opened(created, tab('request')),
  'inspect-check': opened(created, tab('check')),
  'inspect-lint': opened(created, tab('lint')),
  'inspect-compare': {
    ...opened(created, tab('compare'), '.compare-panel select'),
    then: () => {
      const select = document.querySelector<HTMLSelectElement>('.compare-panel select')
      if (select === null) throw new Error('there is nothing to compare with')
      select.selectedIndex = 0
      select.dispatchEvent(new Event('change', { bubbles: true }))
    },
  },
  'inspect-pages-lint': {
    state: () => ({ activity: [created.entry], findings: pageFindings() }),
    clicks: [LINK, '[data-action=lint]'],
  },
  'consent-lint': {
    state: () => ({
      questions: [
        { type: 'consent', request: consentRequest({ askedAt: Date.now(), lint: findings }) },
      ],
    }),
    clicks: ['.question-lint summary'],
  },
  'inspect-cut': opened(
    {
      ...created,
      detail: {
        ...created.detail,
        withheld: ['options.excludeCredentials[48…]', 'options.extensions.prf.eval.first'],
      },
    },
    tab('request'),
  ),
  'inspect-check-counter': {
    ...opened(signIn ?? created, tab('check'), '.check-form summary'),
    then: () => {
      const fields = document.querySelectorAll<HTMLInputElement>('.check-form input')
      const counter = Array.from(fields).at(-1)
      if (counter === undefined) throw new Error('there is no counter')
      counter.value = 'seven'
      counter.dispatchEvent(new Event('input', { bubbles: true }))
    },
  },
  'inspect-not-kept': {
    state: () => ({ activity: [created.entry] }),
    clicks: [LINK, '[data-entry-id]', tab('response')],
  },
}
