import type { ErrorCode, RefusalData } from '@/domain/errors'
import { en, type Dictionary } from './en'
import { ru } from './ru'

export type Language = 'ru' | 'en'
const dictionaries: Record<Language, Dictionary> = { ru, en }

export const languageOf = (req: { i18n?: { language?: string } } | undefined): Language =>
  req?.i18n?.language === 'en' ? 'en' : 'ru'

/** The sentence of a refusal, in the reader's language. */
export const sentence = (language: Language, code: ErrorCode, data: RefusalData = {}): string => {
  const text = dictionaries[language].errors[code]
  return typeof text === 'function' ? text(data) : text
}

/** The text of a field error: a key of ours (`fieldDate`), or a sentence that is finished already. */
export const fieldSentence = (language: Language, message: string): string => {
  const texts: Record<string, string> = dictionaries[language].pristan
  return texts[message.replace(/^pristan:/, '')] ?? message
}

/**
 * What the panel's own `t` gets: ours (`t('pristan:fieldDate')`), and better Russian where Payload puts a
 * title into a sentence without declining it ("Создание нового Событие").
 */
export const translations = {
  ru: {
    pristan: ru.pristan,
    general: {
      creatingNewLabel: 'Создание: {{label}}',
      searchBy: 'Поиск: {{label}}',
      noLabel: '—',
      successfullyCreated: 'Создано: {{label}}.',
      updatedSuccessfully: 'Сохранено.',
      updatedLabelSuccessfully: 'Сохранено: {{label}}.',
      updatedCountSuccessfully: 'Сохранено: {{count}}.',
      deletedSuccessfully: 'Удалено.',
      deletedCountSuccessfully: 'Удалено: {{count}}.',
      and: 'и',
      or: 'или',
      ascending: 'по возрастанию',
      descending: 'по убыванию',
      sortByLabelDirection: 'Сортировать: {{label}}, {{direction}}',
      clear: 'Очистить',
      custom: 'Другое',
      createNewLabel: 'Создать: {{label}}',
      editLabel: 'Открыть: {{label}}',
      newLabel: 'Создать: {{label}}',
      selectLabel: 'Выберите: {{label}}',
      noOptions: 'Ничего нет',
      noResults: 'Ничего не найдено: либо здесь ещё ничего нет, либо не подходит ни одна запись.',
      none: 'Не выбрано',
      adminTheme: 'Оформление',
      payloadSettings: 'Вид панели',
      resetPreferences: 'Вернуть вид по умолчанию',
      backToDashboard: 'На главную',
      dashboard: 'Главная',
      sorryNotFound: 'Такой страницы нет, или она не для вас.',
      updatedAt: 'Изменено',
      lastModified: 'Изменено',
      true: 'Да',
      false: 'Нет',
      filterWhere: 'Отобрать, где',
      lock: 'Заблокировать',
      stayOnThisPage: 'Остаться',
      leaveAnyway: 'Уйти без сохранения',
      leaveWithoutSaving: 'Не сохранено',
      changesNotSaved: 'Изменения не сохранены. Если уйти сейчас, они пропадут.',
      updating: 'Сохранение…',
      moving: 'Перемещение…',
    },
    authentication: {
      logoutUser: 'Выход из системы',
      loginUser: 'Вход',
      emailSent: 'Письмо отправлено',
      forgotPassword: 'Забыли пароль?',
    },
    operators: {
      isLike: 'содержит слова',
      isNotLike: 'не содержит слов',
      isIn: 'одно из',
      isNotIn: 'ни одно из',
      isGreaterThan: 'больше',
      isLessThan: 'меньше',
      exists: 'заполнено',
    },
    fields: {
      addLabel: 'Добавить: {{label}}',
      addNewLabel: 'Создать: {{label}}',
      editLabelData: 'Изменить: {{label}}',
      chooseFromExisting: 'Выбрать из имеющихся',
      selectExistingLabel: 'Выберите: {{label}}',
      uploadNewLabel: 'Загрузить: {{label}}',
      swapUpload: 'Заменить файл',
      removeUpload: 'Убрать файл',
      toggleBlock: 'Свернуть или развернуть',
    },
  },
  en: { pristan: en.pristan, general: { noLabel: '—' } },
}
