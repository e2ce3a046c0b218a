const ONSETS = ['', ...'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ')];

// Rimes with their vowel marks and without a tone.
const RIMES = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng
   i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
   o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot
   ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
   u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uynh uyên uyêt uyt uyp uyu uao
   ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
   y yêm yên yêt yêu ynh yt ym yn`.split(/\s+/),
);
const FOLDED_RIMES = new Set([...RIMES].map(plain));

/** True when a lower-case word with its marks can be a Vietnamese syllable ("lương", not "luowng"). */
export const isSyllable = (word: string): boolean => fits(withoutTone(word), RIMES);

/** The same for a word typed without marks ("luong"). */
export const isPlainSyllable = (word: string): boolean => fits(word, FOLDED_RIMES);

function fits(word: string, rimes: Set<string>): boolean {
  return ONSETS.some((onset) => {
    if (!word.startsWith(onset)) return false;
    const rime = word.slice(onset.length);
    return (
      rimes.has(rime) ||
      (onset === 'gi' && rimes.has(`i${rime}`)) ||
      (onset === 'qu' && rimes.has(`u${rime}`))
    );
  });
}

const withoutTone = (word: string) =>
  word
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .normalize('NFC');

function plain(rime: string): string {
  return rime.normalize('NFD').replace(/\p{M}/gu, '');
}
