/**
 * Where Latchkey and Chromium's virtual authenticator may differ. The table "Compared with Chromium" of
 * docs/deviations.md gives the reason and the section: each entry here names its row there.
 */
import type { Difference } from './compare'

export interface Deviation {
  /** The first cell of its row. */
  readonly row: string
  /** Each of these cases must show the deviation. Without `cases`, every case with this field may. */
  readonly cases?: RegExp
  /** Matches the path of the field. */
  readonly path: RegExp
  readonly native: RegExp
  readonly latchkey: RegExp
}

/** How a whole call ended. */
export const CALL = /^$/
export const MADE = /^resolved PublicKeyCredential/
export const failed = (name: string) =>
  new RegExp(`^rejected (DOMException DOMException|TypeError Error) here, ${name}`)
export const error = (name: string) =>
  new RegExp(`^(DOMException DOMException|TypeError Error) here, ${name}`)

export function isCovered(name: string, difference: Difference, deviation: Deviation): boolean {
  const { cases, path, native, latchkey } = deviation
  return (
    (cases?.test(name) ?? true) &&
    path.test(difference.path) &&
    native.test(difference.native) &&
    latchkey.test(difference.latchkey)
  )
}
