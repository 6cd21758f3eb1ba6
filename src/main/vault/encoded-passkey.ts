import { KeptValue } from './kept-value'

/** What determines a passkey's place among the others. */
export interface PasskeyPlace {
  readonly rpId: string
  readonly discoverable: boolean
  /** See `StoredPasskey`. */
  readonly order: number
}

/** A passkey as the file holds it, with its place among the others. */
export class EncodedPasskey extends KeptValue implements PasskeyPlace {
  readonly rpId: string
  readonly discoverable: boolean
  readonly order: number

  /** @param bytes hold the passkey between `from` and `to`. */
  constructor(
    bytes: Uint8Array,
    { from, to }: { readonly from: number; readonly to: number },
    { rpId, discoverable, order }: PasskeyPlace,
  ) {
    super({ bytes, from, to }, undefined)
    this.rpId = rpId
    this.discoverable = discoverable
    this.order = order
  }
}
