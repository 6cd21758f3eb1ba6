/** The fields of a profile, with the groups and labels that the window shows. */
import type { FieldControl } from '../../../shared/profile-form'
import { ALGORITHMS } from '../authenticator/algorithms/algorithms'
import { fieldControl, type ControlHints, type SchemaPart } from './field-control'
import { knobEntries } from './profile-schema'

interface FieldRow {
  readonly path: string
  readonly label: string
  readonly control: FieldControl
}

export interface FieldGroup {
  readonly name: string
  readonly fields: readonly FieldRow[]
}

/** The app's setting overrides the profile's `enterpriseRpIds`, so that knob is not a field. */
export const FIELD_GROUPS: readonly FieldGroup[] = [
  group('Identity', [
    ['aaguid', 'AAGUID'],
    ['aaguidWithoutAttestation', 'AAGUID without attestation'],
    ['protocol', 'Protocol'],
    ['attachment', 'Attachment'],
    ['transports', 'Transports', { isOrdered: true }],
    ['transportOrder', 'Order of transports'],
    ['transportsByRpId', 'Transports by RP ID'],
    ['algorithms', 'Algorithms', { options: [...ALGORITHMS.keys()] }],
  ]),
  group('User verification', [
    ['userVerification', 'How verification ends'],
    ['verification.required', 'Where it is required'],
    ['verification.preferred', 'Where it is preferred'],
    ['verification.discouraged', 'Where it is discouraged'],
  ]),
  group('Backup', [
    ['backupEligible', 'Backup eligible'],
    ['backedUp', 'Backed up'],
  ]),
  group('Counter', [['counter', 'Signature counter']]),
  group('Credential ids', [
    ['credentialId.form', 'Form'],
    ['credentialId.bytes', 'Bytes'],
    ['limits.credentialIdBytes', 'Longest id that it reads'],
    ['limits.credentialIdsInList', 'Most ids in one list'],
  ]),
  group('Attestation', [
    ['attestationFormats', 'Formats', { isOrdered: true }],
    ['packedAttestation', 'Who signs a packed statement'],
  ]),
  group('Discoverable passkeys', [
    ['residentKeys', 'Keeps discoverable passkeys'],
    ['residentKeyDiscouraged', 'Where they are discouraged'],
    ['limits.passkeys', 'Room for discoverable passkeys'],
    ['credPropsRk', 'What credProps states'],
    ['userHandleOfOthers', 'User handle of the others'],
    ['excluded', 'Answer to an excluded passkey'],
    ['displayName', 'Display name'],
    ['conditionalCreate', 'Passkeys without asking'],
    ['conditionalGet', 'Passkeys in autofill'],
  ]),
  group('Extensions', [
    ['extensions', 'Extensions'],
    ['prfAtCreate', 'prf at registration'],
    ['prfWithoutRequest', 'prf without being asked for at registration'],
    ['minPinLength.value', 'Shortest PIN'],
    ['minPinLength.rpIds', 'RP IDs that learn the shortest PIN'],
    ['emptyExtensionMap', 'Empty map of extensions'],
    ['clientInputsInAuthenticatorData', 'credProps in the authenticator data'],
  ]),
  group('Client', [
    ['memberOrder', 'Order of the client data', { isOrdered: true }],
    ['crossOrigin', 'crossOrigin'],
    ['topOrigin', 'topOrigin'],
    ['escapedSlashes', 'Escaped slashes'],
    ['extraMembers', 'Other members of the client data'],
    ['greaseProbability', 'Share of client data with Chrome’s extra member'],
    ['toJson', 'toJSON()'],
    ['publicKey', 'getPublicKey()'],
    ['authenticatorData', 'getAuthenticatorData()'],
    ['declinedHints', 'Declined hints'],
    ['shortestChallenge', 'Shortest challenge, in bytes'],
  ]),
  group('Signals', [['signals', 'What it does with signals']]),
]

const paths = new Set(FIELD_GROUPS.flatMap(({ fields }) => fields.map(({ path }) => path)))

export function isField(path: string): boolean {
  return paths.has(path)
}

/** The fields of a knob, or of one member of it. */
export function fieldsOf(knob: string): string[] {
  return [...paths].filter((path) => path === knob || path.startsWith(`${knob}.`))
}

/** The name of the knob that has the field. */
export function knobOf(path: string): keyof typeof knobEntries {
  // Cast: each path begins with the name of a knob.
  return path.split('.')[0] as keyof typeof knobEntries
}

type Row = readonly [path: string, label: string, hints?: ControlHints]

function group(name: string, rows: readonly Row[]): FieldGroup {
  const fields = rows.map(([path, label, hints]) => ({
    path,
    label,
    control: fieldControl(schemaAt(path), hints),
  }))
  return { name, fields }
}

function schemaAt(path: string): SchemaPart {
  const [knob = '', member] = path.split('.')
  const all: Readonly<Record<string, SchemaPart>> = knobEntries
  const schema = member === undefined ? all[knob] : all[knob]?.entries?.[member]
  if (!schema) throw new TypeError(`no knob is ${path}`)
  return schema
}
