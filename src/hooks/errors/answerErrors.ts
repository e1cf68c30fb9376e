import type { AfterErrorHook } from 'payload'
import { errorAnswer } from './errorAnswer'

/** Every error of the REST API leaves through here, in the form of the contract. */
export const answerErrors: AfterErrorHook = ({ error, req }) => errorAnswer(error, req)
