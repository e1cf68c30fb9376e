/** What the Bot API answers instead of a result: `ok: false` with these. */
export class Refusal extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } = {},
  ) {
    super(description)
    this.name = 'Refusal'
  }
}

export const badRequest = (description: string): Refusal => new Refusal(400, `Bad Request: ${description}`)

export const forbidden = (description: string): Refusal => new Refusal(403, `Forbidden: ${description}`)
