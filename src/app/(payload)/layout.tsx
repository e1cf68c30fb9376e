import '@payloadcms/next/css'
import config from '@payload-config'
import { handleServerFunctions, RootLayout } from '@payloadcms/next/layouts'
import { headers } from 'next/headers'
import type { ServerFunctionClient } from 'payload'
import type { ReactNode } from 'react'
import { withoutNullGroups } from '@/admin/event/formData'
import { throughTheDoor } from '@/access/serverFunctions'
import { importMap } from './admin/importMap.js'

const serverFunction: ServerFunctionClient = async (args) => {
  'use server'
  return throughTheDoor(args, {
    config,
    headers: await headers(),
    run: (call) => handleServerFunctions({ ...withoutNullGroups(call), config, importMap }) as Promise<unknown>,
  })
}

const Layout = ({ children }: { children: ReactNode }) => (
  <RootLayout config={config} importMap={importMap} serverFunction={serverFunction}>
    {children}
  </RootLayout>
)

export default Layout
