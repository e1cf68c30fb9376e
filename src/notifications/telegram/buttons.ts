/** The mark of buttons that belong to no screen of a conversation and stay good for as long as their message is there. */
export const LASTING = '-'
