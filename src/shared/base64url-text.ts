import * as v from 'valibot'
import { isBase64Url } from './base64url'

/** Base64url text in a message. The decoded bytes may still have a wrong length. */
export const base64urlText = v.pipe(v.string(), v.check(isBase64Url, 'base64url'))
