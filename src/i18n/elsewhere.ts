import { elsewhere as english } from './en/elsewhere'
import { elsewhere as russian } from './ru/elsewhere'
import { speaker } from './speaker'

/** The texts of pages outside the panel. */
export const elsewhereText = speaker({ elsewhere: english }, { elsewhere: russian })
