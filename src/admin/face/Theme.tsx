'use client'
import type { ReactNode } from 'react'
import './theme.scss'
import './phone.scss'

/** Applies the product's colours to every page of the panel, including the sign-in page. */
export const Theme = ({ children }: { children: ReactNode }) => children
