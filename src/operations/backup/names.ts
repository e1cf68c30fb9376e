/** pristan-2026-11-21T023000Z.backup: names sort by time and are valid on every file system. */
export const nameOf = (at: Date): string => `pristan-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`

export const NAME = /^pristan-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/
