/** Valid and invalid options: how the page's script converts them, compared with Chromium. */
import { describe, expect, it } from 'vitest'
import { ChromiumPage } from '../support/chromium-page'

const at = ChromiumPage.forEachTest()

/** Runs in the page: calls with an aborted signal, so that valid options end with the abort reason on both sides. */
const harness = `<script>
  const bytes = Uint8Array.of(1, 2, 3)
  const creation = () => ({
    rp: { name: 'Example' },
    user: { id: bytes, name: 'ada', displayName: 'Ada' },
    challenge: bytes,
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  })
  const request = () => ({ challenge: bytes })
  const thrower = (name) => ({ get [name]() { throw new RangeError('from a getter') } })
  const signal = AbortSignal.abort('fits')
  // Getters stay getters.
  const mixed = (base, changed) => Object.defineProperties(base, Object.getOwnPropertyDescriptors(changed))
  const told = (error) => error instanceof Error ? error.constructor.name + ': ' + error.message : String(error)
  const create = (changed) => call('create', { signal, publicKey: mixed(creation(), changed) })
  const get = (changed) => call('get', { signal, publicKey: mixed(request(), changed) })
  const call = (name, ...args) => navigator.credentials[name](...args).then(String, told)
  /** The members that a call reads, in order. */
  function reads(name, options) {
    const read = []
    const watch = (value, path) => typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value === signal ? value
      : new Proxy(value, { get: (target, key) => {
          read.push(path + String(key))
          return watch(Reflect.get(target, key), path + String(key) + '.')
        } })
    return call(name, watch(options, '')).then(() => read.join(' '))
  }
</script>`

const cases: readonly string[] = [
  'create({})',
  'get({})',
  'create({ challenge: undefined })',
  'create({ challenge: null })',
  'create({ challenge: "AQID" })',
  'create({ challenge: [1, 2, 3] })',
  'create({ challenge: bytes.buffer })',
  'create({ challenge: new DataView(bytes.buffer, 1) })',
  'create({ challenge: new Float64Array(2) })',
  'create({ challenge: new ArrayBuffer(0) })',
  'create({ challenge: new Uint8Array(new ArrayBuffer(3, { maxByteLength: 9 })) })',
  'create({ challenge: new ArrayBuffer(3, { maxByteLength: 9 }) })',
  'create({ challenge: { byteLength: 3, [Symbol.toStringTag]: "ArrayBuffer" } })',
  'create({ challenge: new Proxy(bytes, {}) })',
  'create({ rp: undefined })',
  'create({ rp: null })',
  'create({ rp: "example" })',
  'create({ rp: {} })',
  'create({ rp: { name: Symbol("no") } })',
  'create({ rp: { name: 5, id: null } })',
  'create({ rp: thrower("name") })',
  'create({ user: {} })',
  'create({ user: { id: bytes } })',
  'create({ user: { id: bytes, name: "a" } })',
  'create({ user: { name: "a", displayName: "A" } })',
  'create({ user: { name: "a", displayName: { toString() { throw new RangeError("no text") } }, id: bytes } })',
  'create({ pubKeyCredParams: undefined })',
  'create({ pubKeyCredParams: null })',
  'create({ pubKeyCredParams: "text" })',
  'create({ pubKeyCredParams: {} })',
  'create({ pubKeyCredParams: { [Symbol.iterator]: 5 } })',
  'create({ pubKeyCredParams: new Set([{ type: "public-key", alg: -7 }]) })',
  'create({ pubKeyCredParams: [5] })',
  'create({ pubKeyCredParams: [null] })',
  'create({ pubKeyCredParams: [{ alg: -7 }] })',
  'create({ pubKeyCredParams: [{ type: "public-key" }] })',
  'create({ pubKeyCredParams: [{ type: "public-key", alg: "-7" }] })',
  'create({ pubKeyCredParams: [{ type: "public-key", alg: 7n }] })',
  'create({ pubKeyCredParams: [{ type: "public-key", alg: Symbol() }] })',
  'create({ pubKeyCredParams: [{ type: "public-key", alg: NaN }] })',
  'create({ pubKeyCredParams: function* () { throw new RangeError("in the middle") }() })',
  'create({ timeout: "soon" })',
  'create({ timeout: 5n })',
  'create({ timeout: -1 })',
  'create({ excludeCredentials: 5 })',
  'create({ excludeCredentials: [{ type: "public-key" }] })',
  'create({ excludeCredentials: [{ type: "public-key", id: "AQ" }] })',
  'create({ excludeCredentials: [{ type: "public-key", id: bytes, transports: "usb" }] })',
  'create({ excludeCredentials: [{ type: "public-key", id: bytes, transports: [Symbol()] }] })',
  'create({ authenticatorSelection: 5 })',
  'create({ authenticatorSelection: null })',
  'create({ authenticatorSelection: { userVerification: "bogus", residentKey: "bogus", authenticatorAttachment: "bogus" } })',
  'create({ authenticatorSelection: { userVerification: Symbol() } })',
  'create({ authenticatorSelection: { requireResidentKey: "yes" } })',
  'create({ attestation: "bogus" })',
  'create({ hints: "security-key" })',
  'create({ hints: ["bogus"] })',
  'create({ extensions: 5 })',
  'create({ extensions: thrower("credProps") })',
  'get({ challenge: 5 })',
  'get({ allowCredentials: {} })',
  'get({ allowCredentials: [{ type: "public-key", id: 5 }] })',
  'get({ rpId: Symbol() })',
  'get({ userVerification: null })',
  'get(thrower("allowCredentials"))',
  'call("get", { signal, publicKey: 5 })',
  'call("get", { signal, publicKey: "text" })',
  'call("get", { publicKey: request(), signal: null })',
  'call("get", { publicKey: request(), signal: {} })',
  'call("get", { publicKey: request(), signal, mediation: "bogus" })',
  'call("get", { publicKey: request(), signal, mediation: Symbol() })',
  'call("get", mixed({ publicKey: request() }, thrower("signal")))',
  'call("create", { signal, publicKey: creation(), mediation: "bogus" })',
  'call("get", 5)',
  'call("create", "text")',
  'call("create", Symbol())',
  'call("create", {})',
  'call("create", null)',
]

/**
 * Different message: Web IDL treats null as an empty dictionary, which then lacks a member. Chromium refuses null before
 * that.
 */
const wordedOtherwise = /: null \}|\[null\]|iterator\]: 5/

describe('as Chromium has it', () => {
  it('every value that fits or does not', async () => {
    const outcomes = () =>
      at.page.evaluate(
        (codes) =>
          Promise.all(
            codes.map((code) => Promise.resolve((0, eval)(code) as unknown).catch(String)),
          ),
        [...cases],
      )
    await at.goto(at.pages.add({ html: harness }))
    const native = await outcomes()
    await at.open({ html: harness })
    const ours = await outcomes()

    const listed = (found: readonly unknown[]) =>
      cases.map((code, index) => {
        const outcome = String(found[index])
        return `${code} → ${wordedOtherwise.test(code) ? outcome.replace(/:.*/, '') : outcome}`
      })
    expect(listed(ours)).toEqual(listed(native))
    expect(at.bridge.script.heard).toEqual([])
  })

  it('the order in which members are read', async () => {
    // Members that only one of the two implementations has.
    const others =
      /^(digital|identity|otp|uiMode|federated|password|publicKey\.attestationFormats)$/
    const order = async () => {
      const read = await at.page.evaluate(() =>
        Promise.all(
          [
            "reads('get', { signal, publicKey: { ...request(), allowCredentials: [{ type: 'public-key', id: bytes }] } })",
            "reads('create', { signal, publicKey: { ...creation(), authenticatorSelection: {} } })",
          ].map((code) => (0, eval)(code) as Promise<string>),
        ),
      )
      return read.map((names) => names.split(' ').filter((name) => !others.test(name)))
    }
    await at.goto(at.pages.add({ html: harness }))
    const native = await order()
    await at.open({ html: harness })

    expect(await order()).toEqual(native)
  })
})
