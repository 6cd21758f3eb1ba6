/** Mutants of sessions, consent rules, snapshots and authenticators, and of the client and the fixture for tests. */
import type { Finding } from './findings'

const USER = 'src/main/automation/consent/scripted-user.ts'
const SNAPSHOT = 'src/main/automation/snapshot/snapshot.ts'
const REACH = 'src/main/automation-session/connected-authenticators.ts'
const CONFIGURATION = 'src/main/automation/webdriver/authenticator-configuration.ts'
const START = 'playwright/client/start-latchkey.ts'
const OF_TEST = 'playwright/client/session-of-test.ts'

export const AUTOMATION: readonly Finding[] = [
  [
    'A1',
    'a rule dismisses the same offer again and again',
    'test/main/automation/scripted-user.test.ts',
    [USER, ': !isDismissed\n', ': true\n'],
  ],
  [
    'A1',
    'a dismissed offer is accepted without a rule',
    'test/main/automation/scripted-user.test.ts',
    [USER, 'else if (!isDismissed && this.#takes(offer))', 'else if (this.#takes(offer))'],
  ],
  [
    'A6',
    'a snapshot may have more rules than a session takes',
    'test/main/automation/snapshot.test.ts',
    [SNAPSHOT, 'v.maxLength(CONSENT_RULES_AT_MOST,', 'v.maxLength(10 * CONSENT_RULES_AT_MOST,'],
  ],
  [
    'A6',
    'a snapshot may have two discoverable passkeys of one account',
    'test/main/automation/snapshot.test.ts',
    [SNAPSHOT, 'areUnlike(all.filter(isDiscoverable), accountOf)', 'true'],
  ],
  [
    'A6',
    'a restore keeps the trash',
    'test/main/automation/snapshot.test.ts',
    [
      'src/main/vault/passkey-batch.ts',
      'for (const key of this.#trash.keys()) this.#trashed.set(key, null)',
      '',
    ],
  ],
  [
    'A16',
    'passkeys of several authenticators are listed by their time',
    'test/main/automation/several-authenticators.test.ts',
    [
      REACH,
      '.sort((a, b) => this.#age(a.passkey) - this.#age(b.passkey))',
      '.sort((a, b) => b.passkey.createdAt - a.passkey.createdAt)',
    ],
  ],
  [
    'A16',
    'signals meet the passkeys of several authenticators by their time',
    'test/main/automation-session/connected-authenticators.test.ts',
    [
      REACH,
      'lists.flat().sort((a, b) => this.#age(a) - this.#age(b))',
      'lists.flat().sort((a, b) => b.createdAt - a.createdAt)',
    ],
  ],
  [
    'A18',
    'a wait without a driver takes an event',
    'test/main/automation/wait.test.ts',
    ['src/main/automation/events/wait.ts', 'if (signal.aborted) throw disconnected()', ''],
  ],
  [
    'A18',
    'events are streamed to a driver that has gone',
    'test/main/automation/event-stream.test.ts',
    ['src/main/automation/events/event-stream.ts', 'if (response.destroyed) return', ''],
  ],
  [
    'A18',
    'what has aborted before is waited for',
    'test/main/platform/until-aborted.test.ts',
    ['src/main/platform/until-aborted.ts', 'if (signal.aborted)', 'if (false)'],
  ],
  [
    'A21',
    'the file of private keys keeps the mode that it had',
    'test/playwright/client/session-files.test.ts',
    [
      'playwright/client/user-file.ts',
      "writeFileSync(draft, text, { flag: 'wx', ...(mode !== undefined && { mode }) })\n    renameSync(draft, file)",
      'writeFileSync(file, text, { mode })',
    ],
  ],
  [
    'A22',
    'a session whose restore fails is not ended',
    'test/playwright/client/session-of-test.test.ts',
    [
      OF_TEST,
      'try {\n    if (state !== undefined) await session.restore(state)\n',
      'if (state !== undefined) await session.restore(state)\n  try {\n',
    ],
  ],
  [
    'A22',
    'a record that cannot be read hides the test’s own error',
    'test/playwright/client/session-of-test.test.ts',
    [
      OF_TEST,
      'return { unavailable: error instanceof Error ? error.message : String(error) }',
      'throw error',
    ],
  ],
  [
    'A22',
    'the end of a session that is over hides the test’s own error',
    'test/playwright/client/session-of-test.test.ts',
    [OF_TEST, 'session.end().catch(() => undefined)', 'session.end()'],
  ],
  [
    'A22',
    'a wait that nobody awaits fails the next test',
    'test/playwright/client/passkey-session.test.ts',
    ['playwright/client/passkey-session.ts', 'waiting.catch(() => undefined)', ''],
  ],
  [
    'A23',
    'a start that takes too long leaves what the command started',
    'test/playwright/client/process-group.test.ts',
    [
      'playwright/client/process-group.ts',
      "process.kill(-pid, 'SIGKILL')",
      "process.kill(pid, 'SIGKILL')",
    ],
  ],
  [
    'A23',
    'on Windows the command is started without a shell',
    'test/playwright/client/process-group.test.ts',
    [
      'playwright/client/process-group.ts',
      "if (!onWindows || program.toLowerCase().endsWith('.exe'))",
      'if (true)',
    ],
  ],
  [
    'A28',
    'a session reads its clock before it has one',
    'test/main/automation/sessions.test.ts',
    [
      'src/main/automation/sessions.ts',
      'started.host?.clock.read().now ?? this.#ports.now()',
      'started.host!.clock.read().now',
    ],
  ],
  [
    'A29',
    'a sign-in that no rule decides does not count in a session',
    'test/main/automation/automatic-upgrades.test.ts',
    [
      'src/main/automation-session/session-sign-ins.ts',
      "this.#recent.note(origin, 'script')",
      "this.#recent.note(origin, 'by-itself')",
    ],
  ],
  [
    'B5',
    'Set Credential Properties takes no backup state without eligibility',
    'test/main/automation/webdriver-credential-commands.test.ts',
    [
      'src/main/automation/webdriver/credential-parameters.ts',
      '...(backupState !== undefined && { backedUp: backupState }),',
      '...(backupState !== undefined && backupEligibility && { backedUp: backupState }),',
    ],
  ],
  [
    'B5',
    'a U2F authenticator is never a platform authenticator',
    'test/main/automation/webdriver-authenticators.test.ts',
    [
      CONFIGURATION,
      '{ ...U2F_KEY, attachment, transports: [transport] }',
      '{ ...U2F_KEY, transports: [transport] }',
    ],
  ],
  [
    'B7',
    'a virtual authenticator ignores who signs packed attestation',
    'test/main/automation/attestation.test.ts',
    [
      CONFIGURATION,
      "configuration['latchkey:packedAttestation'] ?? model.packedAttestation",
      'model.packedAttestation',
    ],
  ],
  [
    'B7',
    'a virtual authenticator ignores its model',
    'test/main/automation/attestation.test.ts',
    [CONFIGURATION, 'if (model !== undefined) return MODELS[model]', ''],
  ],
  [
    'C1',
    'a U2F authenticator keeps discoverable passkeys and verifies',
    'test/main/automation/webdriver-authenticators.test.ts',
    [
      CONFIGURATION,
      "if (protocol === 'ctap1/u2f') return { ...U2F_KEY, attachment, transports: [transport] }",
      '',
    ],
  ],
  [
    'C1',
    'U2F with user verification is refused',
    'test/main/automation/webdriver-authenticators.test.ts',
    [
      CONFIGURATION,
      'const extensions = configuration.extensions.map(',
      "if (configuration.protocol === 'ctap1/u2f' && configuration.hasUserVerification)\n    throw new WebDriverError('invalid argument', 'U2F cannot verify the user')\n  const extensions = configuration.extensions.map(",
    ],
  ],
  [
    'C4',
    'a session refuses an origin that the browser trusts',
    'test/main/automation/page-origins.test.ts',
    [
      'src/main/bridge/bridge.ts',
      'isHttpTrusted: this.#context.unlimited,',
      'isHttpTrusted: false,',
    ],
  ],
  [
    'C6',
    'the message of a slow start says nothing of a build or a download',
    'test/playwright/client/latchkey.test.ts',
    [START, '${SLOW_START}${this.#said()}', ''],
  ],
  [
    'C10',
    'sessions allow an automatic upgrade only after a sign-in by default',
    'test/main/automation/automatic-upgrades.test.ts',
    [
      'src/main/automation/session-settings.ts',
      "automaticUpgrades: 'always'",
      "automaticUpgrades: 'after-sign-in'",
    ],
  ],
  [
    'C10',
    'the setting that forbids automatic upgrades has no effect',
    'test/main/automation/automatic-upgrades.test.ts',
    [
      'src/main/automation-session/session-sign-ins.ts',
      "return 'the session’s settings allow no passkey that is made without asking'",
      'return null',
    ],
  ],
  [
    'C11',
    'a rule cannot choose the authenticator',
    'test/main/automation/chosen-authenticator.test.ts',
    [
      USER,
      'return touched(touchedBy(rule.choose, question), whyNotChosen(rule, question))',
      "return { given: true, answeredBy: 'script' }",
    ],
  ],
  [
    'C11',
    'the authenticator that the user touched does not answer',
    'test/main/automation/chosen-authenticator.test.ts',
    [
      'src/main/webauthn/client/common-question.ts',
      'return all.find((asking) => asking.authenticatorId === authenticatorId)',
      'return all[0]',
    ],
  ],
]
