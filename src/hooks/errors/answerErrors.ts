import type { AfterErrorHook } from 'payload'
import { errorAnswer } from './errorAnswer'

/** Formats every error of the REST API as the contract says. */
export const answerErrors: AfterErrorHook = ({ error, req }) => errorAnswer(error, req)
