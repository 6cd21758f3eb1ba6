/** The signal policy: chosen for all pages in the settings, and for one page in Pages, with the rest of a quota. */
import { appState, pairedPage } from '../../support/window-data'
import { someActivity, somePages, somePasskeys } from './scene-data'
import type { Scene } from './scenes'

const PAGES = 'a[href="#pages"]'
const SHOP = 'https://pay.shop.example'
const unfold = (at: number) => `.page-card:nth-child(${at}) .toggle`
const SETTINGS = 'a[href="#settings"]'

const google = 'google-password-manager'

export const policyScenes: Readonly<Record<string, Scene>> = {
  'settings-signals': {
    state: () => ({ passkeys: somePasskeys(), pages: somePages() }),
    clicks: [SETTINGS, `input[value=${google}]`],
  },
  'settings-authenticator': {
    state: () => ({
      app: appState({
        authenticator: {
          profile: 'latchkey',
          packedAttestation: 'x5c',
          enterpriseRpIds: ['example.org', 'login.intranet.test'],
          transports: 'ignored',
          immediateGet: 'supported',
        },
      }),
    }),
    clicks: [SETTINGS],
  },
  'settings-authenticator-fault': {
    state: () => ({}),
    clicks: [SETTINGS, '.settings-enterprise textarea'],
    then: typeWrongRpId,
  },
  'pages-signed-in': {
    state: () => ({
      pages: [
        pairedPage({ upgradeUntil: Date.now() + 240_000 }),
        pairedPage({ origin: 'https://login.example' }),
      ],
    }),
    clicks: [PAGES, unfold(1)],
  },
  offline: {
    state: () => ({ app: appState({ isOffline: true }), passkeys: somePasskeys() }),
    clicks: ['a[href="#settings"]'],
  },
  'pages-folded': {
    state: () => ({
      app: appState({ armedFaults: [{ id: 'signature-flipped', left: 1, origin: SHOP }] }),
      passkeys: somePasskeys(),
      activity: someActivity(),
      pages: [
        ...somePages(),
        pairedPage({ origin: SHOP, profile: 'yubikey-4', upgradeUntil: Date.now() + 240_000 }),
        pairedPage({ origin: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example` }),
      ],
    }),
    clicks: [PAGES],
  },
  'pages-policies': {
    state: () => ({
      pages: [
        pairedPage(),
        pairedPage({ origin: 'https://staging.example', signalPolicy: 'delete' }),
        pairedPage({ origin: 'https://login.example', signalPolicy: 'spec', connected: 0 }),
        pairedPage({ origin: 'https://ads.example', status: 'blocked', connected: 0 }),
      ],
    }),
    clicks: [PAGES, unfold(2)],
  },
  'pages-quota': {
    state: () => ({
      app: appState({ signalPolicy: google }),
      pages: [
        pairedPage({ signalQuota: { left: 10, of: 10, nextInMs: null } }),
        pairedPage({
          origin: 'http://localhost:5173',
          signalPolicy: google,
          signalQuota: { left: 7, of: 10, nextInMs: 100_000 },
        }),
        pairedPage({
          origin: `https://${'a'.repeat(60)}.${'b'.repeat(60)}.example`,
          signalQuota: { left: 0, of: 10, nextInMs: 42_000 },
        }),
      ],
    }),
    clicks: [PAGES, unfold(1), unfold(2), unfold(3)],
  },
}

function typeWrongRpId(): void {
  const area = document.querySelector<HTMLTextAreaElement>('.settings-enterprise textarea')
  if (area === null) throw new Error('the settings have no list of RP IDs')
  area.value = `https://${'example.'.repeat(20)}org`
  area.dispatchEvent(new Event('input', { bubbles: true }))
  setTimeout(() => area.closest('form')?.requestSubmit())
}
