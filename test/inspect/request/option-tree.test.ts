import { expect, it } from 'vitest'
import { optionTree, type Asked, type OptionNode } from '../../../src/inspect/request/option-tree'
import { creationOptions, requestOptions } from '../../support/webauthn-options'

function treeOf(fields: Partial<Asked> = {}): readonly OptionNode[] {
  return optionTree({
    kind: 'create',
    options: creationOptions(),
    mediation: null,
    origin: 'https://login.example.org:8443',
    ...fields,
  })
}

/** The node with that path. */
function at(nodes: readonly OptionNode[], ...path: readonly string[]): OptionNode {
  const [name, ...rest] = path
  const found = nodes.find((node) => node.name === name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return rest.length === 0 ? found : at(found.parts, ...rest)
}

it('fills in what a creation leaves out, and marks it', () => {
  const options = {
    rp: { name: 'Example' },
    user: { id: 'AQID', name: 'ada', displayName: 'Ada' },
    challenge: 'AAAAAAAAAAAAAAAAAAAAAA',
    pubKeyCredParams: [],
  }

  const tree = treeOf({ options })

  const shown = (...path: string[]) => at(tree, 'publicKey', ...path)
  expect(at(tree, 'mediation')).toMatchObject({ value: '"optional"', by: 'default' })
  expect(shown('rp', 'name')).toMatchObject({ value: '"Example"', by: 'given' })
  expect(shown('rp', 'id')).toMatchObject({ value: '"login.example.org"', by: 'default' })
  expect(shown('pubKeyCredParams').note).toContain('"alg":-7},{"type":"public-key","alg":-257}')
  expect(shown('timeout')).toMatchObject({ value: '300000', by: 'default' })
  expect(shown('authenticatorSelection', 'residentKey').value).toBe('"discouraged"')
  expect(shown('authenticatorSelection', 'userVerification').value).toBe('"preferred"')
  expect(shown('attestation')).toMatchObject({ value: '"none"', by: 'default' })
  for (const name of ['excludeCredentials', 'hints', 'attestationFormats'])
    expect(shown(name)).toMatchObject({ value: '[]', by: 'default' })
  expect(shown('extensions').value).toBe('{}')
})

it('fills in the defaults of a request, and none of a creation', () => {
  const tree = treeOf({ kind: 'get', options: { challenge: 'AAAA' } })

  expect(at(tree, 'publicKey').parts.map(({ name, by }) => `${name} ${by}`)).toEqual([
    'challenge given',
    'rpId default',
    'timeout default',
    'allowCredentials default',
    'userVerification default',
    'hints default',
    'extensions default',
  ])
})

it('takes the older member for residentKey if only that one is given', () => {
  const authenticatorSelection = { requireResidentKey: true }

  const tree = treeOf({ options: { ...creationOptions(), authenticatorSelection } })

  const selection = at(tree, 'publicKey', 'authenticatorSelection')
  expect(at(selection.parts, 'residentKey')).toMatchObject({ value: '"required"', by: 'default' })
})

it('says what values mean, and which are unknown', () => {
  const options = {
    ...requestOptions({ challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }),
    userVerification: 'always',
    allowCredentials: [{ type: 'public-key', id: 'YWRh' }],
  }

  const tree = treeOf({ kind: 'get', options })

  expect(at(tree, 'publicKey', 'challenge').note).toBe('16 bytes')
  expect(at(tree, 'publicKey', 'allowCredentials', '[0]', 'id').note).toBe('3 bytes: "ada"')
  expect(at(tree, 'publicKey', 'userVerification').note).toBe(
    'not a value that the specification names: counts as "preferred"',
  )
  const created = treeOf({
    options: creationOptions({ pubKeyCredParams: [{ type: 'x', alg: -8 }] }),
  })
  expect(at(created, 'publicKey', 'pubKeyCredParams', '[0]', 'alg').note).toBe('EdDSA (-8)')
})

it('names withheld members, and does not look inside', () => {
  const extensions = { prf: { eval: { first: { withheld: '32 bytes' } } } }

  const tree = treeOf({ options: { ...creationOptions(), extensions } })

  expect(at(tree, 'publicKey', 'extensions', 'prf', 'eval', 'first').value).toBe('secret: 32 bytes')
})

it('shows options of any form, however deep and long', () => {
  let nested: unknown = 'deep'
  for (let level = 0; level < 5000; level++) nested = { nested }
  const forms = [
    null,
    7,
    'text',
    [],
    { nested },
    { challenge: 7, rp: [], user: null, extensions: 3 },
  ]

  for (const options of forms) expect(treeOf({ options })).toHaveLength(2)
  const long = treeOf({ options: { excludeCredentials: Array.from({ length: 1000 }, () => ({})) } })
  const list = at(long, 'publicKey', 'excludeCredentials')
  expect(list.parts).toHaveLength(100)
  expect(list.note).toBe('the first 100 of 1000')
})
