import { isBase64Url } from '../../shared/base64url'

/** What pairing gave the page: base64url both. */
export interface StoredGrant {
  readonly grant: string
  /** Proves the grant; leaves the page's storage only as the key of an HMAC. */
  readonly token: string
}

export type Keep = 'session' | 'longer'

/** Reading the property itself may throw, where the browser blocks storage. */
export type StorageOf = (keep: Keep) => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const KEEPS: readonly Keep[] = ['session', 'longer']

/** What the connection needs of it. */
export type GrantKeeper = Pick<Grants, 'read' | 'keep' | 'forget'>

/** Where the page's storage holds the grant for one bridge. */
export function grantKey(host: string): string {
  return `latchkey:${host}`
}

/**
 * The page's grant for one bridge, in the tab's session or beyond it as the user chose; in memory
 * where the browser lets the page store nothing.
 */
export class Grants {
  readonly #key: string
  readonly #storageOf: StorageOf
  #memory: StoredGrant | undefined

  constructor(host: string, storageOf: StorageOf) {
    this.#key = grantKey(host)
    this.#storageOf = storageOf
  }

  /** Read anew each time: another tab may have been paired, or forgotten. */
  read(): StoredGrant | undefined {
    return this.#memory ?? this.#stored('session') ?? this.#stored('longer')
  }

  /** In the place of any other. */
  keep({ grant, token }: StoredGrant, keep: Keep): void {
    const old = this.read()
    if (old) this.forget(old)
    try {
      this.#storageOf(keep).setItem(this.#key, JSON.stringify({ grant, token }))
    } catch {
      this.#memory = { grant, token }
    }
  }

  /** Forgets this grant; one that has taken its place meanwhile stays. */
  forget({ grant }: StoredGrant): void {
    if (this.#memory?.grant === grant) this.#memory = undefined
    for (const keep of KEEPS)
      if (this.#stored(keep)?.grant === grant) this.#storageOf(keep).removeItem(this.#key)
  }

  #stored(keep: Keep): StoredGrant | undefined {
    try {
      return parse(this.#storageOf(keep).getItem(this.#key))
    } catch {
      return undefined
    }
  }
}

/** @throws {SyntaxError} when the page has put something else there. */
function parse(text: string | null): StoredGrant | undefined {
  const stored = JSON.parse(text ?? 'null') as Partial<Record<string, unknown>> | null
  const { grant, token } = stored ?? {}
  return isText(grant) && isText(token) ? { grant, token } : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && isBase64Url(value)
}
