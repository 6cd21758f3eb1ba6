/** The provider that Latchkey plays, and wrong answers: in the settings, for a page, and in a passkey. */
import { profileForm } from '../../support/fake-profile-form'
import { appState, pairedPage, profileSummary } from '../../support/window-data'
import { somePages, somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const PAGES = 'a[href="#pages"]'
const SETTINGS = 'a[href="#settings"]'
const LOAD = '.settings-profiles .load button'
const COPY = '.profile-select .choice button'
const EDITED = '.profile-edit'
const LONG = 'https://a-very-long-name-of-a-staging-system.eu-central-1.example'

const acme = profileSummary({
  id: 'acme',
  title: 'Acme Passwords 3.2',
  summary: 'Recorded on 2026-11-01.',
  own: true,
  grades: { M: 14, S: 0, V: 0, U: 0, I: 1 },
  unknown: ['signals', 'conditionalCreate'],
})
const longNamed = profileSummary({
  id: 'long',
  title: 'A password manager whose title has just the sixty-four letters',
  summary: `It answers ${'very '.repeat(50)}slowly.`,
  own: true,
})

const playing = () => {
  const { authenticator } = appState()
  return appState({ authenticator: { ...authenticator, profile: 'acme' } })
}

const reasons = [
  'two facts set aaguid',
  'counter is neither known nor unknown',
  'facts.3.knobs.transports: Invalid type: Expected Array but received "internal"',
]

const armedFaults = [
  { id: 'challenge-wrong', left: 2, origin: LONG },
  { id: 'uv-not-set', left: 1, origin: null },
] as const

export const providerScenes: Readonly<Record<string, Scene>> = {
  'settings-profiles': {
    state: () => ({
      app: playing(),
      profiles: [profileSummary(), acme, longNamed],
      damagedProfiles: [{ file: 'broken.json', reasons: ['it is not JSON'] }],
    }),
    clicks: [SETTINGS],
    then: scrollTo('.settings-profiles'),
  },
  'settings-profile-refused': {
    state: () => ({ profileToLoad: { outcome: 'refused', file: 'acme.json', reasons } }),
    clicks: [SETTINGS, LOAD],
    then: scrollTo('.settings-profiles'),
  },
  'settings-profile-known': {
    state: () => ({
      profiles: [profileSummary(), acme],
      profileToLoad: {
        outcome: 'known',
        id: 'acme',
        title: 'Acme Passwords 3.3',
        loadedTitle: acme.title,
      },
    }),
    clicks: [SETTINGS, LOAD],
  },
  'settings-profile-edit': {
    state: () => ({ profiles: [profileSummary(), acme] }),
    clicks: [SETTINGS, COPY],
  },
  'settings-profile-edit-wrong': {
    state: () => ({
      profiles: [profileSummary(), acme],
      profileFaults: [
        { fields: ['id'], reason: 'a profile of yours has this id' },
        { fields: ['backedUp', 'backupEligible'], reason: 'backedUp needs backupEligible' },
        {
          fields: ['counter', 'credentialId.bytes'],
          reason: `A reason that takes ${'more than '.repeat(12)}one line`,
        },
      ],
    }),
    clicks: [SETTINGS, COPY, `${EDITED} [role=switch]`, `${EDITED} ol button`],
    then: scrollTo(`${EDITED} [data-group="Backup"]`),
  },
  'settings-profile-edit-discard': {
    state: () => ({
      profiles: [profileSummary(), acme],
      profileForm: profileForm({
        title: 'A title of sixty-four letters, as long as it may be here',
      }),
    }),
    clicks: [
      SETTINGS,
      COPY,
      `${EDITED} [role=switch]`,
      '.profile-edit-actions .button:nth-last-child(2)',
    ],
  },
  'settings-faults': {
    state: () => ({
      app: appState({ armedFaults }),
      pages: [pairedPage({ origin: LONG }), pairedPage()],
    }),
    clicks: [SETTINGS],
    then: scrollTo('.settings-faults'),
  },
  'pages-faults': {
    state: () => ({
      app: appState({ armedFaults }),
      pages: [pairedPage({ origin: LONG }), pairedPage()],
    }),
    clicks: [PAGES, '.page-card .toggle', '.page-card:nth-child(2) .toggle'],
    then: scrollTo('.page-faults'),
  },
  'page-fault': {
    state: () => ({ pages: [pairedPage({ origin: LONG })] }),
    clicks: [PAGES, '.page-faults button'],
  },
  'detail-made-as': {
    state: () => ({
      pages: somePages(),
      passkeys: somePasskeys().map((one) => ({
        ...one,
        profile: { id: 'proton-pass', title: 'Proton Pass' },
        verificationClaimed: true,
      })),
    }),
    clicks: ['[data-passkey-id]', '.passkey-authenticator dt'],
    then: scrollTo('.passkey-authenticator'),
  },
}

function scrollTo(selector: string): () => void {
  return () =>
    setTimeout(() => document.querySelector(selector)?.scrollIntoView({ block: 'nearest' }))
}
