// Words that mean danger and something harmless when they are typed without marks: what each of them must be taken for.

/** `[word, said of danger, said of something else]` */
export const CONTRASTS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'da: đá, dạ, đã',
    ['bi no da em', 'quan doc da em te', 'sep da vao nguoi em', 'bao ve da em may cai', 'bị nó đá em'],
    [
      'da em cam on',
      'da em muon hoi',
      'da anh cho em hoi',
      'da thua anh chi em hoi chut',
      'da vang em hieu roi',
      'da e chao ad',
      'da chi oi luong thang nay chua co',
      'da em bi tru luong',
      'dạ em bị nợ lương 2 tháng',
      'anh oi da em hoi chut',
      'sep da noi em roi',
      'cty da em lam duoc 3 nam',
      'da vao cong doan chua biet loi gi',
    ],
  ],
  [
    'chet: chết',
    ['em muon chet quach cho xong', 'co nguoi chet trong xuong', 'song vay chet suong hon'],
    [
      'met chet duoc',
      'lo chet',
      'tang ca met muon chet',
      'viec nhieu chet di duoc',
      'luong thap muon chet',
      'chan chet a',
    ],
  ],
  [
    'danh: đánh, danh',
    ['quan ly danh em bam mat', 'bi bao ve danh', 'no danh em chay mau'],
    [
      'danh gia nhan vien cuoi nam',
      'em lam danh may van phong',
      'danh sach cong nhan duoc thuong',
      'bi danh rot thi dua',
      'danh cho nguoi lao dong',
    ],
  ],
  [
    'tu tu, tu van: tự tử, từ từ, tự vẫn, tư vấn',
    ['em muon tu tu', 'ban em doi tu tu vi bi sep ep', 'em định tự vẫn'],
    [
      'tu tu roi tra cung duoc',
      'noi tu tu thoi',
      'can tu van gap',
      'anh nay tu van giup em',
      'tư vấn luật có mất tiền không',
    ],
  ],
  [
    'ban: bạn, bán, bắn',
    ['em gai bi ban sang trung quoc', 'chi em bi ban cho quan bia om'],
    ['ban oi cho hoi', 'bi ban giao viec nhieu qua', 'ban giam doc khong tra loi', 'cong ty ban hang e'],
  ],
  [
    'dot: đốt, đợt, đột',
    ['ho doa dot nha em', 'toi muon dot cong ty nay'],
    [
      'dot nay cong ty khong tang ca',
      'dot cat giam nhan su nay em co bi khong',
      'dot xuat nghi co tru luong khong',
    ],
  ],
  [
    'no: nổ, nợ, nó, no',
    ['no binh gas bep an cty', 'lo hoi phat no roi'],
    ['cong ty no luong', 'cho no nghi viec', 'no bao hiem 6 thang', 'no may xe khong duoc nen di tre'],
  ],
  [
    'ngat: ngất, ngắt, ngạt',
    ['co nguoi ngat xiu o chuyen may', 'chi bau bi ngat o xuong'],
    ['em bi ngat bao hiem', 'bi ngat hop dong giua chung', 'thoi gian ngat quang dong bao hiem'],
  ],
  [
    'te: té, tệ, tê',
    ['tho te gian giao nam im', 'anh ay te tu tren cao xuong'],
    ['doi xu te voi cong nhan', 'luong te qua', 'cong ty lam an te'],
  ],
  [
    'chay, mau: cháy, chảy, chạy, máu, mau, mẫu',
    ['chay kho hang roi', 'anh tho chay mau nhieu lam', 'xuong go dang chay'],
    [
      'chay viec cho con',
      'chay don hang gap',
      'mau don xin nghi viec',
      'may chay ca dem on qua',
      'lam mau len cho kip',
    ],
  ],
  [
    'giet, doa, doi xu: giết, dọa, đòi xử, đối xử',
    ['no doa giet em', 'ho doi xu em neu khong tra tien'],
    ['bi phan biet doi xu', 'cong ty doi xu bat cong', 'giet thoi gian cho het ca'],
  ],
  [
    'de: đè, để, đe',
    ['bi cay de trung chan gay chan', 'hang do de len nguoi cong nhan'],
    ['bi de doa duoi viec', 'hang de cho nguoi quen', 'xe may de di lam', 'bi de nghi ky don'],
  ],
  [
    'dao: dao, đào',
    ['co nguoi cam dao vo xuong', 'no xach dao toi tim em'],
    ['ky cam ket dao tao 2 nam', 'cong ty thu tien dao tao', 'mang theo giay to gi'],
  ],
  [
    'oi, non: ói, ơi, nôn, non',
    ['an trua xong ca chuyen oi mua', 'hang chuc nguoi non oi sau bua an'],
    ['tien an ca oi', 'an com ca co mat tien khong anh oi', 'an trua duoc may phut ad oi'],
  ],
  [
    'cat, cua: cắt, cỏ, cửa, cứa, của',
    ['no rach tay roi', 'em cat co tay', 'may cua dut ngon tay'],
    ['di cat co thue co dong bao hiem khong', 'cua co ay chua co luong', 'cat luong', 'cat hop dong cua em'],
  ],
  [
    'giam, nhot: giam, giảm, nhốt, nhớt',
    ['bi nhot trong kho khong cho ra', 'chu nha may nhot cong nhan'],
    [
      'giam luong',
      'giam cong nhan hang loat',
      'giam em xuong lam tap vu',
      'thay nhot xe',
      'nghi viec bi giam ca luong',
    ],
  ],
];
