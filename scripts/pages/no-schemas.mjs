/**
 * Stands for `ajv` in the browser. Payload's list of validators brings it for its JSON field with a schema, which no
 * collection here has; the server checks every save anyway.
 */
export default class NoSchemas {
  compile() {
    throw new Error('JSON schemas are checked by the server')
  }
}
