/**
 * The messages between a page and the bridge: JSON text over one WebSocket per document (docs/bridge-protocol.md). The page's
 * messages are untrusted until one of these schemas has accepted them. The page trusts the bridge's messages only after the
 * bridge proved itself (`welcome.proof`).
 */
import * as v from 'valibot'
import { signalKinds } from './activity'
import type { CredentialJson } from './webauthn-json'

export const SUBPROTOCOL = 'latchkey.v1'
export const SOCKET_PATH = '/v1/ws'
export const SCRIPT_PATH = '/latchkey.js'
export const PROTOCOL_VERSION = 1
/** The maximum size of a message, in bytes. */
export const MAX_MESSAGE_BYTES = 262_144
/** The maximum length of a string in a message, including keys, in UTF-16 code units. */
export const MAX_STRING_LENGTH = 65_536

/** The close codes that the page's script distinguishes. */
export const tellingCloseCodes = {
  /** Schema, order or version. */
  protocol: 1008,
  /** The page is not paired, and sent no request for a while. */
  idle: 4000,
  revoked: 4001,
  badProof: 4003,
} as const

export const closeCodes = {
  ...tellingCloseCodes,
  notText: 1003,
  notJson: 1007,
  tooBig: 1009,
  noHello: 4008,
  tooManyMessages: 4029,
} as const

const base64urlOf = (bytes: number) =>
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]*$/),
    v.length(Math.ceil((bytes * 4) / 3), `not ${String(bytes)} bytes of base64url`),
  )

/** Chosen by the page, unique among its open requests. */
const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))

/** The page's place among its frames, as its browser tells the page. */
const frame = v.strictObject({
  crossOrigin: v.boolean(),
  topOrigin: v.optional(v.pipe(v.string(), v.maxLength(300))),
})

const helloSchema = v.strictObject({
  t: v.literal('hello'),
  /** The protocol versions of the page's script. */
  v: v.pipe(v.array(v.pipe(v.number(), v.integer())), v.minLength(1), v.maxLength(16)),
  /** Version of the page's script. */
  shim: v.pipe(v.string(), v.maxLength(32)),
  /** 16 random bytes. */
  cnonce: base64urlOf(16),
  /** 12 bytes: the grant that the page got when it was paired. */
  grant: v.optional(base64urlOf(12)),
  frame,
})

const authSchema = v.strictObject({
  t: v.literal('auth'),
  /** HMAC-SHA-256 by the grant's token, 32 bytes. */
  proof: base64urlOf(32),
})

export const pageMessageSchema = v.variant('t', [
  helloSchema,
  authSchema,
  v.strictObject({
    t: v.literal('pair'),
    id,
    /** The page's own name for itself. */
    name: v.pipe(v.string(), v.maxLength(64)),
  }),
  v.strictObject({
    t: v.picklist(['create', 'get']),
    id,
    /** PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON. */
    options: v.unknown(),
    mediation: v.optional(v.pipe(v.string(), v.maxLength(32))),
    /** How `get()` may ask (Credential Management §2.3). Only for a bridge whose `welcome` accepts `uiMode`. */
    ui: v.optional(
      v.strictObject({
        mode: v.picklist(['immediate', 'unknown']),
        /** Whether the document has transient activation. */
        isActivated: v.boolean(),
      }),
    ),
    /** Whether the page gave an AbortSignal. Only for conditional `get()`, and a bridge whose `welcome` accepts `hasSignal`. */
    hasSignal: v.optional(v.boolean()),
  }),
  v.strictObject({
    t: v.literal('signal'),
    id,
    kind: v.picklist(signalKinds),
    options: v.unknown(),
  }),
  v.strictObject({ t: v.literal('abort'), id }),
  /** The answer to the bridge's `echo`, with the bridge's id. */
  v.strictObject({ t: v.literal('echo'), id }),
  /** Only for a bridge whose `welcome` accepts it. */
  v.strictObject({ t: v.literal('capabilities'), id }),
])

/** What a page may send. */
export type PageMessage = v.InferOutput<typeof pageMessageSchema>

/** The client capabilities that depend on the available authenticators (WebAuthn §5.1.7). */
export interface AuthenticatorCapabilities {
  readonly conditionalCreate: boolean
  readonly conditionalGet: boolean
  /** Whether an authenticator has the transport `hybrid`. */
  readonly hybridTransport: boolean
  /** Whether `get()` supports `uiMode: "immediate"`. */
  readonly immediateGet: boolean
  readonly passkeyPlatformAuthenticator: boolean
  readonly userVerifyingPlatformAuthenticator: boolean
}

/** What the bridge answers. */
export type BridgeMessage =
  | {
      readonly t: 'welcome'
      readonly v: number
      /** The app's version. */
      readonly app: string
      /** 16 random bytes, base64url. */
      readonly snonce: string
      /**
       * `challenge`: the grant is known, `proof` shows that this is the Latchkey that issued it, and `auth` must follow.
       * `unpaired`: the page has no grant, or its grant has ended. `locked`: the vault is locked, so grants cannot be read. The
       * bridge announces `unlocked`, and the page then says `hello` on a new socket.
       */
      readonly state: 'challenge' | 'unpaired' | 'locked'
      readonly proof?: string
      /** The messages and members that this bridge accepts beyond the first bridge of this version. */
      readonly accepts?: readonly string[]
    }
  /** The page has proved its grant; `expires` in milliseconds since the Unix epoch, null for the end of the session. */
  | { readonly t: 'ready'; readonly expires: number | null }
  /** Six digits for the page to show while the app asks its user. */
  | { readonly t: 'pair-code'; readonly id: number; readonly code: string }
  /** The socket is ready from now on. `keep`: whether the page keeps the grant for the tab's session, or longer. */
  | {
      readonly t: 'paired'
      readonly id: number
      readonly grant: string
      readonly token: string
      readonly expires: number | null
      readonly keep: 'session' | 'longer'
    }
  /** A ceremony's credential; null for a signal. */
  | { readonly t: 'result'; readonly id: number; readonly credential: CredentialJson | null }
  /** What the currently available authenticators can do. */
  | {
      readonly t: 'capabilities'
      readonly id: number
      readonly capabilities: AuthenticatorCapabilities
    }
  /** `name` is a DOMException name, or `TypeError`. */
  | { readonly t: 'error'; readonly id: number; readonly name: string; readonly message: string }
  | { readonly t: 'event'; readonly event: 'locked' | 'unlocked' | 'revoked' }
  /** Requests an answer after everything that the page has sent. Only a Latchkey for test drivers sends it. */
  | { readonly t: 'echo'; readonly id: number }

/**
 * The text of a proof, which is HMAC-SHA-256(token, text). Fresh nonces of both sides make a recorded proof useless. The origin
 * binds the proof to one page.
 */
export function proofText(
  side: 'server' | 'client',
  origin: string,
  firstNonce: string,
  secondNonce: string,
): string {
  return `${side}\n${origin}\n${firstNonce}\n${secondNonce}`
}
