/** What the calls before have left. */
export interface CallContext {
  /** The page's host, which is the RP ID. */
  readonly host: string
  /** Maps the name of a call to the id of its passkey. */
  readonly ids: Readonly<Record<string, BufferSource>>
}

export interface Call {
  readonly name: 'verified' | 'attested' | 'plain' | 'excluded' | 'discovered' | 'named'
  readonly title: string
  /** What the person does. */
  readonly what: string
  readonly method: 'create' | 'get'
  /** The calls whose passkeys it names. */
  readonly needs: readonly string[]
  readonly options: (context: CallContext) => { readonly publicKey: object }
}

export const CALLS: readonly Call[]
