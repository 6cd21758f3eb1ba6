/** A page that uses the methods of one window on the objects of another window, which has loaded the script itself. */

/** The result of `borrowMethods` for each of the two windows, if all methods work. */
export const BORROWED = [1, 2].flatMap(() => [
  ['signed in', true],
  ['refused as our own', true],
  ['AbortError', false],
  ['OperationError', true],
])

/** To be run in a page that has a passkey. Opens `address` in a popup, or as a frame. */
export async function borrowMethods({
  address,
  as,
}: {
  readonly address: string
  readonly as: 'popup' | 'frame'
}): Promise<unknown[]> {
  type Scope = Window & typeof globalThis
  type Method = (this: unknown, given?: object) => unknown
  const other = await otherWindow()
  const outcomes: unknown[] = []
  await borrow(other, window)
  await borrow(window, other)
  if (as === 'popup') other.close()
  return outcomes

  async function otherWindow(): Promise<Scope> {
    const frame = document.createElement('iframe')
    frame.src = address
    const opened = as === 'popup' ? open(address) : null
    if (!opened) document.body.append(frame)
    await new Promise((resolve) => (opened ?? frame).addEventListener('load', resolve))
    return (opened ?? frame.contentWindow) as Scope
  }

  async function borrow(lender: Scope, borrower: Scope): Promise<void> {
    const { prototype: container } = lender.CredentialsContainer
    const call = (name: string, given: object) =>
      (Reflect.get(container, name) as Method).call(borrower.navigator.credentials, given)
    const ended = async (name: string, given: object) => {
      try {
        return await (call(name, given) as Promise<PublicKeyCredential>)
      } catch (error) {
        return [(error as DOMException).name, error instanceof lender.DOMException]
      }
    }
    const publicKey = { challenge: new Uint8Array(32) }
    const made = await ended('get', { publicKey })
    const members = [
      read(lender.Credential.prototype, 'id'),
      read(lender.PublicKeyCredential.prototype, 'toJSON'),
    ].map((method) => method.call(made))
    outcomes.push(['signed in', members.every((member) => member !== undefined)])
    const [name, isLenders] = (await ended('store', made)) as [string, boolean]
    outcomes.push([name === 'NotSupportedError' ? 'refused as our own' : name, isLenders])
    const signal = borrower.AbortSignal.abort()
    outcomes.push(await ended('get', { publicKey, signal }))
    const first = ended('get', { publicKey })
    outcomes.push(await ended('get', { publicKey }))
    await first
  }

  function read(prototype: object, name: string): Method {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!
    return (descriptor.value ?? Reflect.get(descriptor, 'get')) as Method
  }
}
