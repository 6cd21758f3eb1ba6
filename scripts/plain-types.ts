/**
 * Writes types out as plain declarations, with their comments, and without the schemas that they are inferred from. So the
 * declarations of a package need no other package.
 */
import ts from 'typescript'

/**
 * @param module a file that exports types, and no generic ones.
 * @param configFile the tsconfig.json by which it is read.
 * @returns the text of a declaration file with the same exports.
 * @throws when the module does not compile.
 */
export function plainTypes(module: string, configFile: string): string {
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as {
    readonly config: object
  }
  const { options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    ts.sys.resolvePath(`${configFile}/..`),
  )
  const program = ts.createProgram([module], options)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(module)
  const symbol = source && checker.getSymbolAtLocation(source)
  if (!symbol) throw new Error(`${module} exports nothing`)
  return new PlainTypes(checker, checker.getExportsOfModule(symbol)).text()
}

interface NamedType {
  readonly name: string
  readonly type: ts.Type
  readonly comment: string
}

class PlainTypes {
  readonly #checker: ts.TypeChecker
  readonly #named: readonly NamedType[]

  constructor(checker: ts.TypeChecker, exported: readonly ts.Symbol[]) {
    this.#checker = checker
    this.#named = exported.map((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      const type = checker.getDeclaredTypeOfSymbol(target)
      if (type.flags & ts.TypeFlags.Any) throw new Error(`${symbol.name} has no type`)
      return { name: symbol.name, type, comment: this.#commentOf(target, '') }
    })
  }

  text(): string {
    return this.#named.map((one) => this.#declaration(one)).join('\n')
  }

  #declaration({ name, type, comment }: NamedType): string {
    if (this.#isObject(type))
      return `${comment}export interface ${name} ${this.#object(type, '')}\n`
    return `${comment}export type ${name} = ${this.#structure(type, '')}\n`
  }

  /** The type by its name if it is exported; else written out. */
  #reference(type: ts.Type, indent: string): string {
    const named = this.#named.find((one) => this.#isSame(one.type, type))
    return named ? named.name : this.#structure(type, indent)
  }

  #structure(type: ts.Type, indent: string): string {
    if (type.isUnion()) return this.#union(type, indent)
    if (this.#checker.isArrayType(type)) {
      const [element] = this.#checker.getTypeArguments(type as ts.TypeReference)
      const text = element ? this.#reference(element, indent) : 'unknown'
      return `readonly ${text.includes('|') ? `(${text})` : text}[]`
    }
    const values = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String)
    if (values) return `Readonly<Record<string, ${this.#reference(values, indent)}>>`
    if (this.#isObject(type)) return this.#object(type, indent)
    return this.#checker.typeToString(type)
  }

  /** Leaves `undefined` out, because the `?` of an optional member says it. */
  #union(type: ts.UnionType, indent: string): string {
    const some = this.#checker.getNonNullableType(type)
    const isNullable = type.types.some(({ flags }) => flags & ts.TypeFlags.Null)
    if (some !== type) return `${this.#reference(some, indent)}${isNullable ? ' | null' : ''}`
    if (type.flags & ts.TypeFlags.Boolean) return 'boolean'
    return type.types.map((member) => this.#reference(member, indent)).join(' | ')
  }

  #object(type: ts.Type, indent: string): string {
    const inner = `${indent}  `
    const members = this.#checker.getPropertiesOfType(type).map((property) => {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
      const text = this.#reference(this.#checker.getTypeOfSymbol(property), inner)
      const name = /^[\w$]+$/.test(property.name) ? property.name : `'${property.name}'`
      return `${this.#commentOf(property, inner)}${inner}readonly ${name}${isOptional ? '?' : ''}: ${text}\n`
    })
    return `{\n${members.join('')}${indent}}`
  }

  #isObject(type: ts.Type): boolean {
    return (
      (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 &&
      !this.#checker.isArrayType(type) &&
      this.#checker.getPropertiesOfType(type).length > 0
    )
  }

  #isSame(one: ts.Type, other: ts.Type): boolean {
    if (one === other) return true
    const isComposite = (type: ts.Type) => type.isUnion() || this.#isObject(type)
    if (!isComposite(one) || !isComposite(other)) return false
    return (
      this.#checker.isTypeAssignableTo(one, other) && this.#checker.isTypeAssignableTo(other, one)
    )
  }

  #commentOf(symbol: ts.Symbol, indent: string): string {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker))
    if (text === '') return ''
    const lines = text.split('\n')
    if (lines.length === 1) return `${indent}/** ${text} */\n`
    return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`
  }
}
