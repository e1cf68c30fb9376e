import { createRequire } from 'node:module'
import path from 'node:path'
import ts from 'typescript'

/** A type of the Bot API, as far as a value can be held against it. Objects and unions are kept apart: they nest. */
export type Shape =
  | { kind: 'string' | 'number' | 'boolean' | 'anything' | 'file' }
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'array'; of: Shape }
  | { kind: 'union'; of: Shape[] }
  | { kind: 'object'; name: string }
  | { kind: 'alias'; name: string }

export type Fields = Record<string, { required: boolean; shape: Shape }>
export type BotApiTable = {
  methods: Record<string, Fields>
  objects: Record<string, Fields>
  aliases: Record<string, Shape>
  /** What Telegram sends a bot. */
  update: Fields
}

/** The element of what getUpdates answers. */
const updateOf = (checker: ts.TypeChecker, methods: ts.TypeAliasDeclaration): ts.Type => {
  const method = checker.getTypeAtLocation(methods.type).getProperty('getUpdates')
  const [signature] = method ? checker.getTypeOfSymbolAtLocation(method, methods).getCallSignatures() : []
  const answer = signature?.getReturnType()
  const [update] = answer ? checker.getTypeArguments(answer as ts.TypeReference) : []
  if (!update) throw new Error('@grammyjs/types does not say what getUpdates answers')
  return update
}

/** What the Bot API knows, read from the declarations of @grammyjs/types. */
export const readBotApi = (): BotApiTable => {
  const file = path.join(path.dirname(createRequire(import.meta.url).resolve('@grammyjs/types')), 'methods.d.ts')
  const program = ts.createProgram([file], {
    strict: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es5.d.ts'],
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const declared = source?.statements.find(
    (statement): statement is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === 'ApiMethods',
  )
  if (!source || !declared) throw new Error('@grammyjs/types has no ApiMethods')
  const objects: Record<string, Fields> = {}
  const aliases: Record<string, Shape> = {}
  const names = new Map<ts.Type, string>()

  const shapeOf = (type: ts.Type): Shape => {
    if (type.flags & ts.TypeFlags.TypeParameter) return { kind: 'file' }
    if (type.isUnion()) {
      const known = names.get(type)
      if (known !== undefined) return { kind: 'alias', name: known }
      const name = register(type)
      const members = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)))
      aliases[name] = { kind: 'union', of: members.map(shapeOf) }
      return { kind: 'alias', name }
    }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { kind: 'literal', value: type.value }
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return { kind: 'literal', value: checker.typeToString(type) === 'true' }
    if (type.flags & ts.TypeFlags.StringLike) return { kind: 'string' }
    if (type.flags & ts.TypeFlags.NumberLike) return { kind: 'number' }
    if (type.flags & ts.TypeFlags.BooleanLike) return { kind: 'boolean' }
    const name = type.symbol?.name
    if (name === 'Array' || name === 'ReadonlyArray')
      return { kind: 'array', of: shapeOf(checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type) }
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return { kind: 'object', name: nameOf(type) }
    return { kind: 'anything' }
  }

  const register = (type: ts.Type): string => {
    const name = `${type.aliasSymbol?.name ?? type.symbol?.name ?? 'type'}#${names.size}`
    names.set(type, name)
    return name
  }

  const nameOf = (type: ts.Type): string => {
    const known = names.get(type)
    if (known !== undefined) return known
    const name = register(type)
    objects[name] = fieldsOf(type)
    return name
  }

  const fieldsOf = (type: ts.Type): Fields =>
    Object.fromEntries(
      checker.getPropertiesOfType(type).map((property) => [
        property.name,
        {
          required: !(property.flags & ts.SymbolFlags.Optional),
          shape: shapeOf(checker.getTypeOfSymbolAtLocation(property, source)),
        },
      ]),
    )

  const methods = checker
    .getPropertiesOfType(checker.getTypeAtLocation(declared.type))
    .map((method): [string, Fields] => {
      const [signature] = checker.getTypeOfSymbolAtLocation(method, source).getCallSignatures()
      const [args] = signature?.getParameters() ?? []
      return [
        method.name,
        args ? fieldsOf(checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(args, source))) : {},
      ]
    })
  return { methods: Object.fromEntries(methods), objects, aliases, update: fieldsOf(updateOf(checker, declared)) }
}
