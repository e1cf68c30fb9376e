/** An error of the Bot API: `ok: false` with these fields. */
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
