import { DatePresets as DatePresets_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { DayCell as DayCell_1674ed81665bbcea1d223f342e510301 } from '@/admin/cells/DayCell'
import { DayField as DayField_24fce0dc0f05cc2b0160d3baca252942 } from '@/admin/fields/DayField'
import { TimeField as TimeField_f6582923e4029313dea4f9f7d6f36a3d } from '@/admin/fields/TimeField'
import { NightField as NightField_5b4896c859903b681245d76172cfb482 } from '@/admin/event/NightField'
import { RecurrenceField as RecurrenceField_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { ServiceTable as ServiceTable_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { EventDates as EventDates_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { EventSummary as EventSummary_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { WholeEvent as WholeEvent_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { OpenForm as OpenForm_1dfd175c584caf694e9dd63ef4c70282 } from '@/admin/requests/OpenForm'
import { SaveEvent as SaveEvent_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { ScheduleView as ScheduleView_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { PlaceTimeCell as PlaceTimeCell_6f94b7413317303428d1cbe4433f1b81 } from '@/admin/cells/PlaceTimeCell'
import { PlaceTimeField as PlaceTimeField_c52a493494ba1db192019e447c8e84e3 } from '@/admin/fields/PlaceTimeField'
import { SaveDocument as SaveDocument_113a94f9c7d8802d09ebbeb401d949be } from '@/admin/ui/SaveDocument'
import { OccurrencesView as OccurrencesView_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { PersonCell as PersonCell_052f02fcbcc4b59911039e98f4144c3e } from '@/admin/cells/PersonCell'
import { ZoneField as ZoneField_25219e0da1559c3bad8837c00dda22fd } from '@/admin/places/ZoneField'
import { SavePlace as SavePlace_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { LeadsElsewhere as LeadsElsewhere_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { PhoneCell as PhoneCell_46f2fa494bc732ad384831127c7517b4 } from '@/admin/cells/PhoneCell'
import { PhoneField as PhoneField_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { Records as Records_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { PersonalData as PersonalData_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { SaveVisitor as SaveVisitor_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { CurrentPassword as CurrentPassword_dbc53c81c19be1cf3f7a339e38bbd06d } from '@/admin/users/CurrentPassword'
import { SecondFactor as SecondFactor_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { Sessions as Sessions_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { IssueKey as IssueKey_eff2815acb1295cb025960e733659005 } from '@/admin/fields/IssueKey'
import { SaveKey as SaveKey_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { WordCell as WordCell_9e7cddeac21fe8f61ca712b4b819d8e9 } from '@/admin/messages/WordCell'
import { WordField as WordField_88a62c121555febd91f1e9e977643360 } from '@/admin/messages/WordField'
import { About as About_a9e3b15a76521d68e321f29543784f42 } from '@/admin/messages/About'
import { RetryAll as RetryAll_acf3fc722a655ed1d47880e1f19e6aaa } from '@/admin/messages/Retry'
import { GivenUp as GivenUp_608f755b0743685ac7a9fb9d82c2171d } from '@/admin/messages/GivenUp'
import { RetryOne as RetryOne_acf3fc722a655ed1d47880e1f19e6aaa } from '@/admin/messages/Retry'
import { EntryPage as EntryPage_2b803402399623c2f097f485bf3eae39 } from '@/admin/audit/EntryPage'
import { LogView as LogView_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { OpenErrors as OpenErrors_e5cdd86e46c62b3989d000049b4793fc } from '@/admin/errors/Solve'
import { Solve as Solve_e5cdd86e46c62b3989d000049b4793fc } from '@/admin/errors/Solve'
import { Icon as Icon_41b612c92a5124717c950eed56eb201e } from '@/admin/face/Icon'
import { Logo as Logo_86fbb23d04745927b2ffaf98c1ab851c } from '@/admin/face/Logo'
import { FindPerson as FindPerson_beae4d74384d23b7bb7a6d59f724cab6 } from '@/admin/people/FindPerson'
import { MergesLink as MergesLink_82e12ed27aed69e3c110ce8f35d157ce } from '@/admin/merges/MergesLink'
import { HelpLink as HelpLink_fb34d896157a4a27caf790169ecc5619 } from '@/admin/face/HelpLink'
import { HomeLink as HomeLink_1305be4e6d35e97411217efb77f89b0c } from '@/admin/face/HomeLink'
import { Theme as Theme_13608c6e290c4392cbf33267611edf59 } from '@/admin/face/Theme'
import { KeepHistory as KeepHistory_8c22f65f16ea70366e0e62ada1afac5a } from '@/admin/history/KeepHistory'
import { KeepZone as KeepZone_056adf60074faf8d3aa53ab8b7e1d0a1 } from '@/admin/time/KeepZone'
import { NamedSelects as NamedSelects_265422caa55f7c24a324f2038cddb50c } from '@/admin/accessibility/NamedSelects'
import { TellErrors as TellErrors_26a1963509932f8de93e6a554cb559f1 } from '@/admin/errors/TellErrors'
import { Requests as Requests_9df2c14b70c10f9713c5f04d9c6cec30 } from '@/admin/requests/Requests'
import { HomeView as HomeView_eccb0e1dfd7df05bddf4651d2164dbd1 } from '@/admin/onDemand'
import { SignInView as SignInView_0c56759bcb567830c761968f1e2a5e24 } from '@/admin/signOn/SignInView'
import { SignOut as SignOut_f108e71153946bbbe2c101d4ec584f78 } from '@/admin/signOn/SignOut'
import { RetentionPage as RetentionPage_0db8ba32a108e28b0f98accdea82a8dc } from '@/admin/audit/RetentionPage'
import { PersonPage as PersonPage_d559388c25f7a59d1432c4952633a0c1 } from '@/admin/people/PersonPage'
import { DuplicatesPage as DuplicatesPage_65d2f8b0705cb2a138496ec005134771 } from '@/admin/merges/DuplicatesPage'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "@/admin/onDemand#DatePresets": DatePresets_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/cells/DayCell#DayCell": DayCell_1674ed81665bbcea1d223f342e510301,
  "@/admin/fields/DayField#DayField": DayField_24fce0dc0f05cc2b0160d3baca252942,
  "@/admin/fields/TimeField#TimeField": TimeField_f6582923e4029313dea4f9f7d6f36a3d,
  "@/admin/event/NightField#NightField": NightField_5b4896c859903b681245d76172cfb482,
  "@/admin/onDemand#RecurrenceField": RecurrenceField_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#ServiceTable": ServiceTable_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#EventDates": EventDates_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#EventSummary": EventSummary_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#WholeEvent": WholeEvent_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/requests/OpenForm#OpenForm": OpenForm_1dfd175c584caf694e9dd63ef4c70282,
  "@/admin/onDemand#SaveEvent": SaveEvent_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#ScheduleView": ScheduleView_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/cells/PlaceTimeCell#PlaceTimeCell": PlaceTimeCell_6f94b7413317303428d1cbe4433f1b81,
  "@/admin/fields/PlaceTimeField#PlaceTimeField": PlaceTimeField_c52a493494ba1db192019e447c8e84e3,
  "@/admin/ui/SaveDocument#SaveDocument": SaveDocument_113a94f9c7d8802d09ebbeb401d949be,
  "@/admin/onDemand#OccurrencesView": OccurrencesView_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/cells/PersonCell#PersonCell": PersonCell_052f02fcbcc4b59911039e98f4144c3e,
  "@/admin/places/ZoneField#ZoneField": ZoneField_25219e0da1559c3bad8837c00dda22fd,
  "@/admin/onDemand#SavePlace": SavePlace_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#LeadsElsewhere": LeadsElsewhere_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/cells/PhoneCell#PhoneCell": PhoneCell_46f2fa494bc732ad384831127c7517b4,
  "@/admin/onDemand#PhoneField": PhoneField_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#Records": Records_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#PersonalData": PersonalData_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#SaveVisitor": SaveVisitor_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/users/CurrentPassword#CurrentPassword": CurrentPassword_dbc53c81c19be1cf3f7a339e38bbd06d,
  "@/admin/onDemand#SecondFactor": SecondFactor_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/onDemand#Sessions": Sessions_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/fields/IssueKey#IssueKey": IssueKey_eff2815acb1295cb025960e733659005,
  "@/admin/onDemand#SaveKey": SaveKey_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/messages/WordCell#WordCell": WordCell_9e7cddeac21fe8f61ca712b4b819d8e9,
  "@/admin/messages/WordField#WordField": WordField_88a62c121555febd91f1e9e977643360,
  "@/admin/messages/About#About": About_a9e3b15a76521d68e321f29543784f42,
  "@/admin/messages/Retry#RetryAll": RetryAll_acf3fc722a655ed1d47880e1f19e6aaa,
  "@/admin/messages/GivenUp#GivenUp": GivenUp_608f755b0743685ac7a9fb9d82c2171d,
  "@/admin/messages/Retry#RetryOne": RetryOne_acf3fc722a655ed1d47880e1f19e6aaa,
  "@/admin/audit/EntryPage#EntryPage": EntryPage_2b803402399623c2f097f485bf3eae39,
  "@/admin/onDemand#LogView": LogView_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/errors/Solve#OpenErrors": OpenErrors_e5cdd86e46c62b3989d000049b4793fc,
  "@/admin/errors/Solve#Solve": Solve_e5cdd86e46c62b3989d000049b4793fc,
  "@/admin/face/Icon#Icon": Icon_41b612c92a5124717c950eed56eb201e,
  "@/admin/face/Logo#Logo": Logo_86fbb23d04745927b2ffaf98c1ab851c,
  "@/admin/people/FindPerson#FindPerson": FindPerson_beae4d74384d23b7bb7a6d59f724cab6,
  "@/admin/merges/MergesLink#MergesLink": MergesLink_82e12ed27aed69e3c110ce8f35d157ce,
  "@/admin/face/HelpLink#HelpLink": HelpLink_fb34d896157a4a27caf790169ecc5619,
  "@/admin/face/HomeLink#HomeLink": HomeLink_1305be4e6d35e97411217efb77f89b0c,
  "@/admin/face/Theme#Theme": Theme_13608c6e290c4392cbf33267611edf59,
  "@/admin/history/KeepHistory#KeepHistory": KeepHistory_8c22f65f16ea70366e0e62ada1afac5a,
  "@/admin/time/KeepZone#KeepZone": KeepZone_056adf60074faf8d3aa53ab8b7e1d0a1,
  "@/admin/accessibility/NamedSelects#NamedSelects": NamedSelects_265422caa55f7c24a324f2038cddb50c,
  "@/admin/errors/TellErrors#TellErrors": TellErrors_26a1963509932f8de93e6a554cb559f1,
  "@/admin/requests/Requests#Requests": Requests_9df2c14b70c10f9713c5f04d9c6cec30,
  "@/admin/onDemand#HomeView": HomeView_eccb0e1dfd7df05bddf4651d2164dbd1,
  "@/admin/signOn/SignInView#SignInView": SignInView_0c56759bcb567830c761968f1e2a5e24,
  "@/admin/signOn/SignOut#SignOut": SignOut_f108e71153946bbbe2c101d4ec584f78,
  "@/admin/audit/RetentionPage#RetentionPage": RetentionPage_0db8ba32a108e28b0f98accdea82a8dc,
  "@/admin/people/PersonPage#PersonPage": PersonPage_d559388c25f7a59d1432c4952633a0c1,
  "@/admin/merges/DuplicatesPage#DuplicatesPage": DuplicatesPage_65d2f8b0705cb2a138496ec005134771,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
