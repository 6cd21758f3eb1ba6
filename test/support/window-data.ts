/** The data that the window gets in tests; give only the fields that the test is about. */
import type { ProfileSummary } from '../../src/shared/provider-profile'
import type { ActivityEntry } from '../../src/shared/activity'
import type { CeremonyDetail } from '../../src/shared/ceremony-detail'
import type { LintFinding } from '../../src/shared/lint-finding'
import type { AppState, Diagnostics } from '../../src/shared/app-state'
import type { Account, ConsentRequest } from '../../src/shared/consent'
import type { PairedPage, PairingAgainRequest, PairingRequest } from '../../src/shared/pairing'
import type { PasskeySummary, TrashedPasskeySummary } from '../../src/shared/passkey'
import type { VaultFileReport, VaultReport } from '../../src/shared/vault-report'
import { USUAL_PASSKEY_LIST } from '../../src/shared/passkey-list'

/** The time that the builders count from, in milliseconds since the Unix epoch. */
export const NOON = Date.UTC(2026, 2, 14, 12, 0, 0)

export function passkeySummary(fields: Partial<PasskeySummary> = {}): PasskeySummary {
  return {
    id: 'AQID',
    rpId: 'example.org',
    rpName: 'Example',
    userHandle: 'CQ',
    userName: 'ada@example.org',
    userDisplayName: 'Ada Lovelace',
    algorithm: -7,
    discoverable: true,
    signCount: null,
    backupEligible: true,
    backedUp: true,
    origin: 'https://example.org',
    createdAt: NOON,
    lastUsedAt: null,
    hidden: null,
    edited: { userName: null, userDisplayName: null },
    renames: [],
    profile: { id: 'latchkey', title: 'Latchkey' },
    verificationClaimed: false,
    extensions: { credBlobBytes: null, credProtect: null, largeBlobBytes: null, prf: false },
    ...fields,
  }
}

/** As {@link passkeySummary}, deleted at noon. */
export function trashedPasskey(fields: Partial<TrashedPasskeySummary> = {}): TrashedPasskeySummary {
  return {
    passkey: passkeySummary(),
    at: NOON,
    because: 'You deleted it in Latchkey.',
    keptForMs: 30 * 24 * 60 * 60_000,
    ...fields,
  }
}

export function lintFinding(fields: Partial<LintFinding> = {}): LintFinding {
  return {
    rule: 'challenge-short',
    severity: 'error',
    title: 'The challenge is short.',
    section: 'WebAuthn §13.4.3',
    why: 'An attacker who guesses the challenge can get a response in advance.',
    instead: 'Take 16 random bytes or more.',
    path: 'publicKey.challenge',
    value: 'AAA… (3 bytes)',
    ...fields,
  }
}

/** The details that the record keeps of a sign-in that failed at once. */
export function keptCeremony(fields: Partial<CeremonyDetail> = {}): CeremonyDetail {
  return {
    entryId: 'entry',
    kind: 'get',
    mediation: null,
    options: { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' },
    response: null,
    withheld: [],
    steps: [{ step: 'received', afterMs: 0, note: 'https://example.org called' }],
    failed: { step: 'authenticators', section: 'WebAuthn §6.3' },
    profile: { id: 'latchkey', name: 'Latchkey' },
    lint: [],
    ...fields,
  }
}

export function activityEntry(fields: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    id: 'entry',
    at: NOON,
    kind: 'get',
    signal: null,
    origin: 'https://example.org',
    rpId: 'example.org',
    outcome: 'done',
    error: null,
    reason: 'The user signed in.',
    passkeyId: null,
    names: null,
    answeredBy: 'person',
    policy: null,
    changes: [],
    left: [],
    moreChanges: 0,
    undoes: null,
    fault: null,
    ...fields,
  }
}

/** A signal that changed the display name of one passkey. */
export function renameEntry(fields: Partial<ActivityEntry> = {}): ActivityEntry {
  return activityEntry({
    kind: 'signal',
    signal: 'currentUserDetails',
    reason: 'The page signalled new names.',
    answeredBy: null,
    policy: 'spec',
    changes: [
      {
        what: 'renamed',
        passkeyId: 'AQID',
        before: { userName: 'ada@example.org', userDisplayName: 'Ada Lovelace' },
        after: { userName: 'ada@example.org', userDisplayName: 'Ada King' },
      },
    ],
    ...fields,
  })
}

/** Three of the profiles that the window offers. */
export function profileSummaries(): ProfileSummary[] {
  return [
    profileSummary(),
    profileSummary({
      id: 'bitwarden',
      title: 'Bitwarden',
      summary: 'Excluded: NotAllowedError.',
      unknown: ['attachment'],
    }),
    profileSummary({
      id: 'yubikey-4',
      title: 'YubiKey 4 (U2F)',
      summary: 'No verification.',
      unknown: ['signals', 'excluded'],
    }),
  ]
}

/** Latchkey's own. */
export function profileSummary(fields: Partial<ProfileSummary> = {}): ProfileSummary {
  return {
    id: 'latchkey',
    title: 'Latchkey',
    summary: 'A synced passkey.',
    own: false,
    grades: { M: 0, S: 2, V: 0, U: 0, I: 0 },
    unknown: [],
    ...fields,
  }
}

export function pairedPage(fields: Partial<PairedPage> = {}): PairedPage {
  return {
    origin: 'https://example.org',
    status: 'paired',
    since: NOON,
    expiresAt: null,
    lastUsedAt: null,
    connected: 1,
    answersByItself: false,
    signalPolicy: null,
    defaultPolicy: 'spec',
    profile: null,
    signalQuota: null,
    upgradeUntil: null,
    ...fields,
  }
}

export function pairingRequest(fields: Partial<PairingRequest> = {}): PairingRequest {
  return {
    id: 'pairing',
    origin: 'https://example.org',
    displayHost: 'example.org',
    topOrigin: null,
    name: 'Example shop',
    code: '204816',
    askedAt: NOON,
    timeoutMs: 60_000,
    ...fields,
  }
}

export function pairingAgainRequest(
  fields: Partial<PairingAgainRequest> = {},
): PairingAgainRequest {
  return {
    id: 'pairing-again',
    origin: 'https://example.org',
    displayHost: 'example.org',
    topOrigin: null,
    until: NOON + 29 * 24 * 3_600_000,
    askedAt: NOON,
    timeoutMs: 60_000,
    ...fields,
  }
}

export function account(fields: Partial<Account> = {}): Account {
  return {
    id: 'AQID',
    userName: 'ada@example.org',
    userDisplayName: 'Ada Lovelace',
    createdAt: NOON,
    lastUsedAt: null,
    ...fields,
  }
}

export function consentRequest(fields: Partial<ConsentRequest> = {}): ConsentRequest {
  return {
    id: 'consent',
    kind: 'create',
    origin: 'https://example.org',
    topOrigin: null,
    rpId: 'example.org',
    rpName: 'Example',
    userName: 'ada@example.org',
    userDisplayName: 'Ada Lovelace',
    verify: false,
    hints: [],
    accounts: [],
    lint: [],
    askedAt: NOON,
    ...fields,
  }
}

export function appState(fields: Partial<AppState> = {}): AppState {
  return {
    version: '0.1.0',
    vault: { state: 'open', sealedBy: 'keychain', readOnly: null, warning: null },
    waysToOpen: { recoveryCode: false, passphraseDue: false, notice: null },
    bridge: {
      enabled: true,
      port: 47_801,
      addresses: ['127.0.0.1', '::1'],
      problem: null,
      scriptIntegrity: 'sha384-AAAA',
    },
    bridgePort: 47_801,
    startsAtLogin: false,
    appearance: 'system',
    view: 'passkeys',
    signalPolicy: 'spec',
    commandsMayUseYes: false,
    agentMayAnswer: false,
    armedFaults: [],
    isOffline: false,
    activitySeenAt: 0,
    passkeyList: USUAL_PASSKEY_LIST,
    entryWidth: null,
    autoLock: { lockWhenAway: false, lockAfterMinutes: 0 },
    authenticator: {
      profile: 'latchkey',
      packedAttestation: 'self',
      enterpriseRpIds: [],
      transports: 'honoured',
      immediateGet: 'unsupported',
    },
    ...fields,
  }
}

export function diagnostics(): Diagnostics {
  return {
    version: '0.1.0',
    electron: '45.4.1',
    chromium: '156.0.7820.0',
    platform: 'linux x64',
    dataFolder: '/home/ada/.config/Latchkey',
    keychainService: 'Latchkey Dev',
    logFile: '/home/ada/.config/Latchkey/logs/main.log',
  }
}

export function vaultReport(fields: Partial<VaultReport> = {}): VaultReport {
  const file: VaultFileReport = {
    name: 'vault.pkv',
    at: NOON,
    bytes: 4000,
    condition: 'whole',
    otherVault: false,
    passkeys: 6,
    lost: 0,
    unread: 0,
    waitsFor: null,
    problem: null,
  }
  const name = 'backups/vault-000001-2026-11-13.pkv'
  return {
    folder: '/home/ada/.config/Latchkey',
    file,
    backups: [{ ...file, name, passkeys: 5 }],
    undo: null,
    undoProblem: null,
    kept: null,
    foundAtOpening: null,
    witnessProblem: null,
    writeProblem: null,
    backupProblem: null,
    folderProblem: null,
    ...fields,
  }
}
