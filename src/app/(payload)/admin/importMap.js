import { DayField as DayField_24fce0dc0f05cc2b0160d3baca252942 } from '@/admin/fields/DayField'
import { TimeField as TimeField_f6582923e4029313dea4f9f7d6f36a3d } from '@/admin/fields/TimeField'
import { IssueKey as IssueKey_eff2815acb1295cb025960e733659005 } from '@/admin/fields/IssueKey'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "@/admin/fields/DayField#DayField": DayField_24fce0dc0f05cc2b0160d3baca252942,
  "@/admin/fields/TimeField#TimeField": TimeField_f6582923e4029313dea4f9f7d6f36a3d,
  "@/admin/fields/IssueKey#IssueKey": IssueKey_eff2815acb1295cb025960e733659005,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
