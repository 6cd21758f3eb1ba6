import { nativeGetter } from './native-getter'
import { onPrototypes } from './patch/members'
import { applyPatches, getter, getterPatch } from './patch/descriptors'
import type { Realm } from './realm'

/** The elements that hold a document, and how a page reaches it. */
const reach = ['contentWindow', 'contentDocument']
const frameMembers = { HTMLIFrameElement: reach, HTMLFrameElement: reach, HTMLObjectElement: reach }

/**
 * Finds the same-origin frames of a document, whatever made them, and theirs, before a script can make
 * use of them. No browser tells of a frame when it is made; but, as Chromium and Firefox do it:
 *
 * - a frame without an address has loaded, and says so, before whatever inserted it returns;
 * - of any other a mutation tells, before its document comes, and that takes over the window;
 * - a document that makes way for another says so, and a task fits in between;
 * - and most pages reach for a frame's window through its element.
 */
export class Frames {
  readonly #origin: string
  readonly #start: (realm: Realm) => boolean
  readonly #watched = new WeakSet<Document>()

  /**
   * @param start takes up a window, which it may have done before; false when its frames are to be
   *   left alone.
   */
  constructor(origin: string, start: (realm: Realm) => boolean) {
    this.#origin = origin
    this.#start = start
  }

  /** Takes up a window, when it is one of the same origin. */
  see(frame: Window | null | undefined): void {
    try {
      if (frame?.origin === this.#origin && this.#start(frame as Realm)) this.#watch(frame as Realm)
    } catch {
      // Of another origin, or gone.
    }
  }

  #watch(realm: Realm): void {
    const { document } = realm
    if (this.#watched.has(document)) return
    this.#watched.add(document)
    const left = () => afterThisTask(() => this.see(realm))
    const look = () => {
      // Each time: `document.open()` has taken them away. For what is still there this does nothing.
      document.addEventListener('load', look, true)
      realm.addEventListener('pagehide', left)
      for (const frame of Array.from(realm as ArrayLike<Window>)) this.see(frame)
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
    look()
  }

  /** Lets the members that yield a frame's window or document see to it first. */
  patchElements(realm: Realm): void {
    const patches = onPrototypes(realm, frameMembers, (prototype, name) => {
      const native = nativeGetter(prototype, name)
      const get = getter(realm, name, (self) => {
        const found = native?.call(self)
        this.see(
          name === 'contentWindow'
            ? (found as Window | null)
            : (found as Document | null)?.defaultView,
        )
        return found
      })
      return getterPatch(prototype, name, get)
    })
    applyPatches(patches)
  }
}

/** A task of its own: timers wait for longer. */
function afterThisTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    work()
  }
  port2.postMessage(undefined)
}
