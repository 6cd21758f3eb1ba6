/** The values that a client uses for members that a page omits (WebAuthn §5.4, §5.5, §5.1.3 and §5.1.4.1). */
import { clampTimeout } from '../../shared/ceremony-timeout'
import { hostOf } from '../lint/lenient'
import { isObject, type JsonObject } from '../decode/response-members'

/** An optional member. */
export interface Default {
  readonly value?: unknown
  /** The source of the value. */
  readonly note?: string
  /** Whether an empty list counts as this value. */
  readonly whenEmpty?: boolean
  readonly parts?: Readonly<Record<string, Default>>
}

/** The values of enumerations. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  mediation: ['silent', 'optional', 'conditional', 'required', 'immediate'],
  attestation: ['none', 'indirect', 'direct', 'enterprise'],
  authenticatorAttachment: ['platform', 'cross-platform'],
  residentKey: ['discouraged', 'preferred', 'required'],
  userVerification: ['required', 'preferred', 'discouraged'],
}

/** Whether a client treats the value as missing. */
export function isUnknownValue(name: string, value: string): boolean {
  return Object.hasOwn(VALUES, name) && !(VALUES[name] ?? []).includes(value)
}

const NONE: Default = { value: [] }

/** Milliseconds. The client may choose another value. */
const TIMEOUT: Default = { value: clampTimeout(undefined), note: 'chosen by Latchkey (§15.1)' }

const BOTH_ALGORITHMS: Default = {
  value: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
  note: '§5.1.3',
  whenEmpty: true,
}

/** @param origin of the page; null when unknown. */
export function creationDefaults(
  given: JsonObject,
  origin: string | null,
): Readonly<Record<string, Default>> {
  return {
    rp: { parts: { id: hostOfPage(origin) } },
    pubKeyCredParams: BOTH_ALGORITHMS,
    timeout: TIMEOUT,
    excludeCredentials: NONE,
    authenticatorSelection: { parts: selectionDefaults(given.authenticatorSelection) },
    hints: NONE,
    attestation: { value: 'none' },
    attestationFormats: NONE,
    extensions: { value: {} },
  }
}

/** @param origin of the page; null when unknown. */
export function requestDefaults(origin: string | null): Readonly<Record<string, Default>> {
  return {
    rpId: hostOfPage(origin),
    timeout: TIMEOUT,
    allowCredentials: NONE,
    userVerification: { value: 'preferred' },
    hints: NONE,
    extensions: { value: {} },
  }
}

function hostOfPage(origin: string | null): Default {
  const host = origin === null ? undefined : hostOf(origin)
  return { value: host ?? null, note: 'the host of the page' }
}

/** `residentKey` follows the older member if only that one is given (§5.4.4). */
function selectionDefaults(selection: unknown): Readonly<Record<string, Default>> {
  const isRequired = isObject(selection) && selection.requireResidentKey === true
  return {
    residentKey: {
      value: isRequired ? 'required' : 'discouraged',
      ...(isRequired && { note: 'because of requireResidentKey' }),
    },
    requireResidentKey: { value: false },
    userVerification: { value: 'preferred' },
  }
}
