import type { TestProject } from 'vitest/node'
import database from '../helpers/global-setup'
import { readBotApi, type BotApiTable } from './checker/table'

declare module 'vitest' {
  interface ProvidedContext {
    /** What the Bot API knows, read once for the run. */
    botApi: BotApiTable
  }
}

const setup = (project: TestProject): Promise<() => Promise<void>> => {
  project.provide('botApi', readBotApi())
  return database(project)
}

export default setup
