const PHONE = /(?<![\d.])(?:\+?84|0)(?:[ .-]?\d){9,10}(?!\d)/g;

/** Telephone numbers of Vietnam, as digits beginning with 0. */
export function findPhones(text: string): string[] {
  const digits = [...text.matchAll(PHONE)].map(({ 0: found }) =>
    found.replace(/\D/g, '').replace(/^84/, '0'),
  );
  return [...new Set(digits.filter((phone) => /^0[235789]\d{8,9}$/.test(phone)))];
}
