import { isBase64Url } from '../../shared/base64url'
import { bare } from '../bare'
import { jsonText } from '../json-text'
import { jsonValue } from '../json-value'
import { each } from '../lists'

/** The result of pairing, in base64url. */
export interface StoredGrant {
  readonly grant: string
  /** Proves the grant. Used only as an HMAC key, and never sent. */
  readonly token: string
}

export type Keep = 'session' | 'longer'

/** A function, because reading the property throws if the browser blocks storage. */
export type StorageOf = (keep: Keep) => PageStorage

/** The storage of a page. Each method may throw. */
export interface PageStorage {
  readonly read: (key: string) => string | null
  readonly write: (key: string, text: string) => void
  readonly remove: (key: string) => void
}

const KEEPS: readonly Keep[] = ['session', 'longer']

/** The part of `Grants` that the connection uses. */
export type GrantKeeper = Pick<Grants, 'read' | 'keep' | 'forget'>

/** The key of the page's storage that holds the grant for one bridge. */
export function grantKey(host: string): string {
  return `latchkey:${host}`
}

/**
 * The page's grant for one bridge. Stored for the tab's session or longer, as the user chose, or in memory if the browser
 * blocks storage.
 */
export class Grants {
  readonly #key: string
  readonly #storageOf: StorageOf
  #memory: StoredGrant | undefined

  constructor(host: string, storageOf: StorageOf) {
    this.#key = grantKey(host)
    this.#storageOf = storageOf
  }

  /** Reads the storage at each call, because another tab may have changed it. */
  read(): StoredGrant | undefined {
    return this.#memory ?? this.#stored('session') ?? this.#stored('longer')
  }

  /** Replaces any other grant. */
  keep({ grant, token }: StoredGrant, keep: Keep): void {
    const old = this.read()
    if (old) this.forget(old)
    try {
      this.#storageOf(keep).write(this.#key, jsonText({ grant, token }))
    } catch {
      this.#memory = { grant, token }
    }
  }

  /** Forgets this grant, but keeps a newer one that has replaced it. */
  forget({ grant }: StoredGrant): void {
    if (this.#memory?.grant === grant) this.#memory = undefined
    each(KEEPS, (keep) => {
      if (this.#stored(keep)?.grant === grant) this.#storageOf(keep).remove(this.#key)
    })
  }

  #stored(keep: Keep): StoredGrant | undefined {
    try {
      return parse(this.#storageOf(keep).read(this.#key))
    } catch {
      return undefined
    }
  }
}

/** @throws {SyntaxError} when the page has stored something else under the key. */
function parse(text: string | null): StoredGrant | undefined {
  const stored = jsonValue(text ?? 'null') as Partial<Record<string, unknown>> | null
  const { grant, token } = stored ?? bare<Partial<Record<string, unknown>>>({})
  return isBase64UrlText(grant) && isBase64UrlText(token) ? { grant, token } : undefined
}

function isBase64UrlText(value: unknown): value is string {
  return typeof value === 'string' && isBase64Url(value)
}
