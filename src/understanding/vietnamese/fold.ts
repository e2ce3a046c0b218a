const ASCII = /^[\x20-\x7e\n]*$/;

/** Without diacritics, `đ` as `d`; case and punctuation stay. */
export const fold = (text: string): string =>
  ASCII.test(text)
    ? text
    : text
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
        .replace(/đ/g, 'd')
        .replace(/Đ/g, 'D')
        .normalize('NFC');
