import { endOfChain } from '@/db/audit-chain'
import { connectForCopy, tablesOf } from '@/db/backup/tables'
import { dbOn } from '@/db/sql'
import type { Head } from '@/machine/logHead'

/** How far the chain over the log goes in a database that was just restored. null: the backup has none. */
export const headOf = async (url: string): Promise<Head | null> => {
  const client = await connectForCopy(url)
  try {
    if (!(await tablesOf(client)).some(({ name }) => name === 'audit_chain')) return null
    const end = await endOfChain(dbOn(client))
    return end && { position: end.position, hash: end.hash, at: end.addedAt.toISOString() }
  } finally {
    await client.end()
  }
}
