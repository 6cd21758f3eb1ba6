/**
 * The messages between Latchkey and its clients. `src/shared` has these types, inferred from its schemas. The build writes them
 * out as plain types, so that the package needs no other package (scripts/plain-types.ts).
 */
export type {
  ActivityEntry,
  LeftPasskey,
  PasskeyChange,
  SignalKind,
} from '../../../src/shared/activity.js'
export type { ConfigurationToAdd as AuthenticatorConfiguration } from '../../../src/shared/authenticator-configuration.js'
export type {
  AnswerOptions,
  ApproveOptions,
  Choice,
  ListedRule as ConsentRule,
} from '../../../src/shared/consent-rule.js'
export type { CaseFile } from '../../../src/shared/case-file.js'
export type { CaseReplay } from '../../../src/shared/case-replay.js'
export type {
  CarriedPasskey,
  DeviceChange,
  DeviceFacts as Device,
  DeviceToAdd,
  LostDevice,
  LostPasskey,
  OverriddenChange,
} from '../../../src/shared/device.js'
export type { ArmedFault, FaultFacts as Fault, FaultId } from '../../../src/shared/fault.js'
export type { FaultOutcome } from '../../../src/shared/fault-outcome.js'
export type { LintFinding, LintSeverity, PageFinding } from '../../../src/shared/lint-finding.js'
export type {
  Names,
  PasskeySummary,
  Rename,
  TrashedPasskeySummary as TrashedPasskey,
} from '../../../src/shared/passkey.js'
export type { ProfileFacts, ProfileId } from '../../../src/shared/provider-profile.js'
export type { ClockChange, ClockState as Clock } from '../../../src/shared/session-clock.js'
export type { EventType, SessionEvent } from '../../../src/shared/session-event.js'
export type { SessionSettings as Settings } from '../../../src/shared/session-settings.js'
export type { DryRun, SignalToTry } from '../../../src/shared/signal-dry-run.js'
export type {
  SessionPolicies as Policies,
  SignalPolicy,
} from '../../../src/shared/signal-policy.js'
export type { WebDriverErrorCode as LatchkeyErrorCode } from '../../../src/shared/webdriver-error-code.js'
export type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../../src/shared/webauthn-json.js'
