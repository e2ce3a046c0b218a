const PHONE = /(?<![\w.-])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![\w-])/g;
const IDENTITY_NUMBER = /(?<![\w.-])\d{12}(?![\w-])/g;

/** Phone and identity-card numbers replaced, as rule 8 asks of everything logged, exported, searched or sent away. */
export const maskNumbers = (text: string, mask = '[số]'): string =>
  text.replace(IDENTITY_NUMBER, mask).replace(PHONE, mask);
