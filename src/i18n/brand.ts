/** What the product is called wherever it signs: a name, the same in every language. */
export const BRAND = 'Пристань'
