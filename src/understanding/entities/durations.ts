import { fold } from '../vietnamese/fold.ts';

const COUNT = '(?:\\d+(?:[.,]\\d+)?(?:-\\d+)?|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|may|vai|nua|ca|nhieu)';
const UNIT = '(?:thang|th|tuan|ngay|hom|nam|tieng|gio)';
const DURATION = new RegExp(
  [
    // "hơn 2 tháng nay rồi", "mấy tuần", "nửa năm"
    `\\b(?:(?:hon|gan|khoang|tam|suot) )*${COUNT} ?${UNIT}\\b(?: (?:ruoi|nay|qua|truoc|lien tiep|lien|roi))*`,
    // "tuần trước", "tháng này", "năm ngoái"
    '\\b(?:tuan|thang|nam|hom|dot|ky) (?:truoc|roi|vua roi|nay|ngoai|qua)\\b',
    // "từ tháng 7", "từ t7 tới giờ", "từ đầu năm"
    '\\btu (?:hoi )?(?:thang ?\\d{1,2}|t\\d{1,2}|(?:dau|cuoi|giua) (?:thang|nam)(?: \\d+)?|tet|truoc tet|sau tet)(?:(?: den| toi)? (?:nay|gio))?',
  ].join('|'),
  'g',
);
/** "hôm nay" says when, "mấy ngày" asks how long, "8 tiếng" are hours of work: no durations of what happened. */
const NOT_ONE =
  /^(?:nam|hom) (?:nay|roi)$|^(?:ca|nhieu) (?:ngay|gio|tieng|hom)$|^may (?:thang|tuan|ngay|nam|hom)$|^(?!tu ).*(?:tieng|gio)$/;

/** How long or since when, as it was written ("2 thang nay", "từ t7"). */
export function findDurations(text: string): string[] {
  const plain = fold(text).toLowerCase();
  const found = [...plain.matchAll(DURATION)].filter(({ 0: words }) => !NOT_ONE.test(words));
  return [...new Set(found.map(({ index, 0: words }) => text.slice(index, index + words.length).trim()))];
}
