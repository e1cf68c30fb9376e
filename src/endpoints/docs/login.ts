import { errorAnswers, JSON_TYPE, ref } from './answers'
import type { PathItem, Schema } from './types'

const user: Schema = { anyOf: [ref('User'), { type: 'null' }] }
const object = (properties: Record<string, Schema>, required: string[]): Schema => ({
  type: 'object',
  required,
  properties,
})
const ok = (schema: Schema) => ({ '200': { description: 'Done', content: { [JSON_TYPE]: { schema } } } })
const text: Schema = { type: 'string' }
const instant: Schema = { type: 'integer', description: 'Seconds since 1970' }

/** How people sign in. Programs send their key instead. */
export const login: Record<string, PathItem> = {
  '/users/login': {
    post: {
      operationId: 'login',
      tags: ['Signing in'],
      summary: 'Sign in; send the token as `Authorization: JWT <token>`',
      security: [],
      requestBody: {
        required: true,
        content: {
          [JSON_TYPE]: {
            schema: object(
              {
                email: text,
                password: text,
                otp: { type: 'string', description: 'Where it is set up: a code of the app, or a recovery code' },
              },
              ['email', 'password'],
            ),
            example: { email: 'olga@example.org', password: 'a long sentence' },
          },
        },
      },
      responses: {
        ...ok(
          object(
            {
              message: text,
              token: { type: 'string', description: 'Not in the answer to a page, which gets a cookie' },
              exp: instant,
              user: ref('User'),
            },
            ['message', 'exp', 'user'],
          ),
        ),
        ...errorAnswers([
          'VALIDATION',
          'MALFORMED',
          'LOGIN_FAILED',
          'OTP_REQUIRED',
          'WRONG_CODE',
          'FORBIDDEN',
          'BODY_TOO_LARGE',
          'TOO_MANY_REQUESTS',
        ]),
      },
    },
  },
  '/users/logout': {
    post: {
      operationId: 'logout',
      tags: ['Signing in'],
      summary: 'End this session',
      responses: {
        ...ok(
          object(
            {
              message: text,
              location: {
                type: ['string', 'null'],
                description: 'Where a browser ends its session at the provider of single sign-on',
              },
            },
            ['message', 'location'],
          ),
        ),
        ...errorAnswers(['MALFORMED', 'FORBIDDEN', 'BODY_TOO_LARGE', 'TOO_MANY_REQUESTS']),
      },
    },
  },
  '/users/me': {
    get: {
      operationId: 'me',
      tags: ['Signing in'],
      summary: 'Who is signed in',
      security: [],
      responses: {
        ...ok(object({ user }, ['user'])),
        ...errorAnswers(['VALIDATION', 'MALFORMED', 'TOO_MANY_REQUESTS']),
      },
    },
  },
  '/users/refresh-token': {
    post: {
      operationId: 'refreshToken',
      tags: ['Signing in'],
      summary: 'A token that lasts again',
      responses: {
        ...ok(
          object(
            {
              message: text,
              refreshedToken: { type: 'string', description: 'Not in the answer to a cookie, which is renewed itself' },
              exp: instant,
              user: ref('User'),
            },
            ['message', 'exp', 'user'],
          ),
        ),
        ...errorAnswers(['MALFORMED', 'UNAUTHENTICATED', 'FORBIDDEN', 'BODY_TOO_LARGE', 'TOO_MANY_REQUESTS']),
      },
    },
  },
}
