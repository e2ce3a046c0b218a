import type { Scene } from './scene.ts';

// In the folded words of the engine, which writes abbreviations out ("ko" → "khong").
const ASKS =
  /\b(bao nhieu|the nao|nhu nao|lam sao|tai sao|vi sao|la gi|khi nao|bao gio|bao lau|may (ngay|thang|gio|nam|nguoi|lan|phan tram)|o dau|co duoc|co phai|duoc bao|phai lam gi)\b|\b(khong|chua|sao|gi|nao|dau|ha|nhi|may|nhieu)( vay| the| a| ad| nhi| ha| day)*$/;

/** Whether the message asks something rather than telling it. */
export const isQuestion = ({ text, understood }: Scene): boolean =>
  text.includes('?') || ASKS.test(understood.folded.trim());
