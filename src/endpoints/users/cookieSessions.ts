import type { Endpoint } from 'payload'

/**
 * The cookie of a session is out of reach of scripts, and so is its token: it is not in an answer to a cookie either.
 * A program that sends its token gets the next one.
 */
export const tokenForPrograms =
  (handler: Endpoint['handler']): Endpoint['handler'] =>
  async (req) => {
    const answer = await handler(req)
    return req.headers.has('authorization') ? answer : withoutToken(answer)
  }

export const withoutToken = async (answer: Response): Promise<Response> => {
  const { token: _, refreshedToken: __, ...body } = (await answer.json()) as Record<string, unknown>
  return Response.json(body, { status: answer.status, headers: answer.headers })
}
