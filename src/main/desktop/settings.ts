/**
 * What the app must know while the vault is locked, as plain JSON beside the vault. Everything else is sealed. A missing or
 * damaged file gives the defaults.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { authenticatorSettingsSchema } from '../../shared/authenticator-settings'
import { appearances } from '../../shared/appearance'
import { autoLockSchema } from '../../shared/auto-lock'
import { DEFAULT_PORT } from '../../shared/bridge-port'
import { entryWidthSchema } from '../../shared/entry-width'
import { passkeyListSchema, USUAL_PASSKEY_LIST } from '../../shared/passkey-list'
import { OWN_PROFILE } from '../../shared/provider-profile'
import { signalPolicies } from '../../shared/signal-policy'
import { views } from '../../shared/view'
import { replaceFile } from './replace-file'
import { windowPlaceSchema } from './window-place'

const port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))

const authenticator = authenticatorSettingsSchema.entries

const settingsSchema = v.object({
  bridgeEnabled: v.fallback(v.boolean(), true),
  bridgePort: v.fallback(port, DEFAULT_PORT),
  appearance: v.fallback(v.picklist(appearances), 'system'),
  /** null for the policy of the profile. */
  signalPolicy: v.fallback(v.nullable(v.picklist(signalPolicies)), null),
  /** Commands may delete and export with `--yes`, without confirmation in the window. */
  commandsMayUseYes: v.fallback(v.boolean(), false),
  profile: v.fallback(authenticator.profile, OWN_PROFILE),
  packedAttestation: v.fallback(authenticator.packedAttestation, 'self'),
  enterpriseRpIds: v.fallback(authenticator.enterpriseRpIds, () => []),
  transports: v.fallback(authenticator.transports, 'honoured'),
  immediateGet: v.fallback(authenticator.immediateGet, 'unsupported'),
  lockWhenAway: v.fallback(autoLockSchema.entries.lockWhenAway, false),
  lockAfterMinutes: v.fallback(autoLockSchema.entries.lockAfterMinutes, 0),
  /** The last place of the window; null lets the system choose. */
  windowPlace: v.fallback(v.nullable(windowPlaceSchema), null),
  /** The view that was shown last. */
  view: v.fallback(v.picklist(views), 'passkeys'),
  /** The time of the newest record entry that the user has seen, in milliseconds since the Unix epoch. */
  activitySeenAt: v.fallback(v.pipe(v.number(), v.minValue(0)), 0),
  passkeyList: v.fallback(passkeyListSchema, USUAL_PASSKEY_LIST),
  entryWidth: v.fallback(entryWidthSchema, null),
  /** The user was told that Latchkey and its bridge stay in the tray after the window is closed. */
  toldAboutTray: v.fallback(v.boolean(), false),
  /** The files that the user chose for audits, newest choice first. */
  auditFiles: v.fallback(v.array(v.object({ path: v.string(), allowed: v.boolean() })), () => []),
})

export type SettingValues = Readonly<v.InferOutput<typeof settingsSchema>>

export class Settings {
  readonly #file: string
  #values: SettingValues

  constructor(folder: string) {
    this.#file = join(folder, 'settings.json')
    this.#values = v.parse(settingsSchema, fromEarlierBuild(readJson(this.#file)))
  }

  get values(): SettingValues {
    return this.#values
  }

  /** @throws when the file cannot be written. The values do not change. */
  change(changed: Partial<SettingValues>): void {
    const values = { ...this.#values, ...changed }
    replaceFile(this.#file, `${JSON.stringify(values, null, 2)}\n`)
    this.#values = values
  }
}

/** A build without profiles always wrote a policy. If it is the default, the user did not choose it. */
function fromEarlierBuild(settings: object): object {
  const isEarlier = !('profile' in settings)
  const hasDefault = 'signalPolicy' in settings && settings.signalPolicy === 'spec'
  return isEarlier && hasDefault ? { ...settings, signalPolicy: null } : settings
}

function readJson(file: string): object {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof json === 'object' && json !== null ? json : {}
  } catch {
    return {}
  }
}
