'use client'
import type { ReactNode } from 'react'
import './theme.scss'
import './phone.scss'

/** Brings the colours of the product to every page of the panel, the login included. */
export const Theme = ({ children }: { children: ReactNode }) => children
